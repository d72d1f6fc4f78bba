import { ModelError } from './errors';
import { MAXIMUM_SUBGRAPHS } from './limits';
import type { Model, Operator, Subgraph } from './model';
import { checkCalls } from './reader/check-calls';
import { checkOrder } from './reader/check-order';
import { lookUp } from './reader/lookup';
import { BufferTable } from './reader/read-buffers';
import { readFile } from './reader/read-file';
import { readOperator } from './reader/read-operator';
import { readOperatorCode } from './reader/read-operator-code';
import { readSignatures } from './reader/read-signatures';
import { readTensors } from './reader/read-tensor';
import type { FileModel, FileSubgraph } from './schema/file-model';

/** The only version of the format that runtimes accept; its additions are marked 3a to 3d, not numbered. */
const FORMAT_VERSION = 3;

/**
 * Reads an untrusted `.tflite` file. Buffers are views into `bytes`, which must stay unchanged while the model is used.
 * Debug metadata indexes and the deprecated list of metadata buffers are not kept.
 * @throws ModelError
 */
export function readModel(bytes: Uint8Array): Model {
  const file = readFile(bytes);
  checkFile(file);
  const buffers = new BufferTable(bytes, file.buffers ?? []);
  const codes = (file.operatorCodes ?? []).map((code, index) =>
    readOperatorCode(code, `Model.operatorCodes[${index}]`),
  );
  const subgraphs = (file.subgraphs ?? []).map((subgraph, index) =>
    readSubgraph(subgraph, { file: bytes, buffers, codes }, `Model.subgraphs[${index}]`),
  );
  const model: Model = {
    description: file.description,
    subgraphs,
    signatures: readSignatures(file, subgraphs),
    metadata: file.metadata.map(({ name, buffer }) => ({
      name,
      buffer: buffers.at(buffer, `metadata "${name}"`),
    })),
  };
  checkCalls(model);
  return model;
}

function checkFile(file: FileModel): void {
  if (file.version !== FORMAT_VERSION) {
    throw new ModelError(
      'UNSUPPORTED_FEATURE',
      `cannot read version ${file.version} of the format, only 3`,
    );
  }
  const count = file.subgraphs?.length ?? 0;
  if (count === 0) throw new ModelError('MALFORMED', 'cannot read a model without a subgraph');
  if (count > MAXIMUM_SUBGRAPHS) {
    throw new ModelError(
      'LIMIT_EXCEEDED',
      `cannot read ${count} subgraphs: the limit is ${MAXIMUM_SUBGRAPHS}`,
    );
  }
}

interface SubgraphContext {
  readonly file: Uint8Array;
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
