import { int32, string, table, uint32 } from '@flotilla/flatbuffer';

// Options of control flow and state; subgraphs are indexes into the file's list.

export const CallOptions = table('CallOptions', {
  subgraph: uint32(),
});

export const IfOptions = table('IfOptions', {
  thenSubgraphIndex: int32(),
  elseSubgraphIndex: int32(),
});

export const WhileOptions = table('WhileOptions', {
  condSubgraphIndex: int32(),
  bodySubgraphIndex: int32(),
});

export const CallOnceOptions = table('CallOnceOptions', {
  initSubgraphIndex: int32(),
});

export const VarHandleOptions = table('VarHandleOptions', {
  container: string(),
  sharedName: string(),
});

export const ReadVariableOptions = table('ReadVariableOptions', {});

export const AssignVariableOptions = table('AssignVariableOptions', {});
