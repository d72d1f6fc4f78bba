import type { Model, Signature, Subgraph } from '../model';
import type { FileModel, FileSubgraph } from '../schema/file-model';
import { BufferList } from './buffer-list';
import { IndexTable } from './index-table';
import { OperatorCodeList } from './operator-code-list';
import { writeOperator } from './write-operator';
import { writeTensor } from './write-tensor';

/** Bytes that a tensor or operator takes at most, about; only a first guess of the file's size hangs on it. */
const RECORD_BYTES = 256;

export interface ModelTables {
  readonly file: FileModel;
  /** A guess of the file's size. */
  readonly estimatedBytes: number;
}

/** A model as the file's tables, with indexes in place of references and all data inside. */
export function tablesOf(model: Model): ModelTables {
  const buffers = new BufferList();
  const codes = new OperatorCodeList();
  const subgraphs = model.subgraphs.map((subgraph) => writeSubgraph(subgraph, buffers, codes));
  const metadata = model.metadata.map(({ name, buffer }) => ({
    name,
    buffer: buffers.indexOf(buffer, false),
  }));
  const records = model.subgraphs.reduce(
    (count, { tensors, operators }) => count + tensors.length + operators.length,
    0,
  );
  return {
    file: {
      version: 3,
      operatorCodes: codes.files,
      subgraphs,
      description: model.description,
      buffers: buffers.files,
      metadataBuffer: [],
      metadata,
      signatureDefs: writeSignatures(model),
      externalBufferGroups: [],
      externalBuffers: [],
    },
    estimatedBytes: 1024 + buffers.totalBytes + records * RECORD_BYTES,
  };
}

function writeSubgraph(
  subgraph: Subgraph,
  buffers: BufferList,
  codes: OperatorCodeList,
): FileSubgraph {
  const tensors = new IndexTable(subgraph.tensors, `the tensors of subgraph "${subgraph.name}"`);
  return {
    name: subgraph.name,
    tensors: subgraph.tensors.map((tensor) => writeTensor(tensor, { buffers, tensors })),
    inputs: subgraph.inputs.map((tensor) => tensors.of(tensor, tensor.name)),
    outputs: subgraph.outputs.map((tensor) => tensors.of(tensor, tensor.name)),
    operators: subgraph.operators.map((operator) => writeOperator(operator, codes, tensors)),
    debugMetadataIndex: -1,
  };
}

function writeSignatures(model: Model): FileModel['signatureDefs'] {
  const subgraphs = new IndexTable(model.subgraphs, 'the subgraphs of the model');
  return model.signatures.map((signature) => ({
    signatureKey: signature.key,
    subgraphIndex: subgraphs.of(signature.subgraph, signature.key),
    ...signatureMaps(signature),
  }));
}

function signatureMaps({ subgraph, inputs, outputs }: Signature) {
  const tensors = new IndexTable(subgraph.tensors, `the tensors of subgraph "${subgraph.name}"`);
  const mapped = ({ name, tensor }: Signature['inputs'][number]) => ({
    name,
    tensorIndex: tensors.of(tensor, tensor.name),
  });
  return { inputs: inputs.map(mapped), outputs: outputs.map(mapped) };
}
