import type { Signature, Subgraph } from '../model';
import type { FileModel } from '../schema/file-model';
import { lookUp } from './lookup';

export function readSignatures(file: FileModel, subgraphs: readonly Subgraph[]): Signature[] {
  return file.signatureDefs.map((definition) => {
    const what = `signature "${definition.signatureKey}"`;
    const subgraph = lookUp(subgraphs, definition.subgraphIndex, what);
    const named = ({ name, tensorIndex }: { name: string; tensorIndex: number }) => ({
      name,
      tensor: lookUp(subgraph.tensors, tensorIndex, `${what} "${name}"`),
    });
    return {
      key: definition.signatureKey,
      subgraph,
      inputs: (definition.inputs ?? []).map(named),
      outputs: (definition.outputs ?? []).map(named),
    };
  });
}
