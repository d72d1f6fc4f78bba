import { ModelError } from '../errors';
import { MAXIMUM_SUBGRAPHS } from '../limits';
import { isBufferLocation } from '../metadata/buffer-location';
import type { AssociatedFile, Model, Operator, Subgraph } from '../model';
import type { FileModel, FileSubgraph } from '../schema/file-model';
import { checkCalls } from './check-calls';
import { checkOrder } from './check-order';
import { lookUp } from './lookup';
import type { OutsideData } from './outside-data';
import { BufferTable } from './read-buffers';
import type { FileTables } from './read-file';
import { readOperator } from './read-operator';
import { readOperatorCode } from './read-operator-code';
import { readSignatures } from './read-signatures';
import { readTensors } from './read-tensor';

/** The only version of the format that runtimes accept; its additions are marked 3a to 3d, not numbered. */
const FORMAT_VERSION = 3;

/** Turns a file's tables, and the data that stand behind them, into a model. */
export function buildModel(
  { tables, prefix }: FileTables,
  outside: OutsideData,
  associatedFiles: AssociatedFile[],
): Model {
  checkTables(tables);
  const buffers = new BufferTable(prefix, outside, tables.buffers ?? []);
  const codes = (tables.operatorCodes ?? []).map((code, index) =>
    readOperatorCode(code, `Model.operatorCodes[${index}]`),
  );
  const subgraphs = (tables.subgraphs ?? []).map((subgraph, index) =>
    readSubgraph(subgraph, { outside, buffers, codes }, `Model.subgraphs[${index}]`),
  );
  const metadata = tables.metadata.map(({ name, buffer }) => ({
    name,
    buffer: buffers.at(buffer, `metadata "${name}"`),
  }));
  const model: Model = {
    description: tables.description,
    subgraphs,
    signatures: readSignatures(tables, subgraphs),
    metadata: metadata.filter((entry) => !isBufferLocation(entry)),
    ...(associatedFiles.length > 0 && { associatedFiles }),
  };
  checkCalls(model);
  return model;
}

function checkTables(tables: FileModel): void {
  if (tables.version !== FORMAT_VERSION) {
    throw new ModelError(
      'UNSUPPORTED_FEATURE',
      `cannot read version ${tables.version} of the format, only 3`,
    );
  }
  const group = tables.externalBufferGroups[0];
  if (group || tables.externalBuffers.length > 0) {
    throw new ModelError(
      'UNSUPPORTED_FEATURE',
      `cannot read a model with external buffer groups: its constants stand in another file ("${group?.name ?? ''}"); embed them first`,
    );
  }
  const count = tables.subgraphs?.length ?? 0;
  if (count === 0) throw new ModelError('MALFORMED', 'cannot read a model without a subgraph');
  if (count > MAXIMUM_SUBGRAPHS) {
    throw new ModelError(
      'LIMIT_EXCEEDED',
      `cannot read ${count} subgraphs: the limit is ${MAXIMUM_SUBGRAPHS}`,
    );
  }
}

interface SubgraphContext {
  readonly outside: OutsideData;
  readonly buffers: BufferTable;
  readonly codes: readonly Pick<Operator, 'code' | 'customCode' | 'version'>[];
}

function readSubgraph(file: FileSubgraph, context: SubgraphContext, what: string): Subgraph {
  const tensors = readTensors(file.tensors ?? [], context.buffers, what);
  const tensor = (index: number) => lookUp(tensors, index, what);
  const operators = (file.operators ?? []).map((operator, index) =>
    readOperator(operator, { ...context, tensors }, `${what}.operators[${index}]`),
  );
  const subgraph: Subgraph = {
    name: file.name,
    tensors,
    inputs: (file.inputs ?? []).map(tensor),
    outputs: (file.outputs ?? []).map(tensor),
    operators,
  };
  checkOrder(subgraph, what);
  return subgraph;
}
