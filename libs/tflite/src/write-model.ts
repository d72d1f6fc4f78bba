import { encode } from '@flotilla/flatbuffer';
import type { Model, Signature, Subgraph } from './model';
import { type FileModel, type FileSubgraph, TFLITE_SCHEMA } from './schema/file-model';
import { BufferList } from './writer/buffer-list';
import { IndexTable } from './writer/index-table';
import { OperatorCodeList } from './writer/operator-code-list';
import { VectorPool } from './writer/vector-pool';
import { writeOperator } from './writer/write-operator';
import { writeTensor } from './writer/write-tensor';

/** Bytes that a tensor or operator takes at most, about; only a first guess of the file's size hangs on it. */
const RECORD_BYTES = 256;

/**
 * Writes a model as a `.tflite` file. Buffers and operator codes are written once each; the same model always gives
 * the same bytes.
 * @throws RangeError when the model is inconsistent: a reference out of its subgraph, a constant of the wrong size
 */
export function writeModel(model: Model): Uint8Array {
  const buffers = new BufferList();
  const codes = new OperatorCodeList();
  const pool = new VectorPool();
  const subgraphs = model.subgraphs.map((subgraph) =>
    writeSubgraph(subgraph, buffers, codes, pool),
  );
  const metadata = model.metadata.map(({ name, buffer }) => ({
    name,
    buffer: buffers.indexOf(buffer),
  }));
  const records = model.subgraphs.reduce(
    (count, { tensors, operators }) => count + tensors.length + operators.length,
    0,
  );
  const file: FileModel = {
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
  };
  const sizeHintBytes = 1024 + buffers.totalBytes + records * RECORD_BYTES;
  return encode(TFLITE_SCHEMA, file, { sizeHintBytes });
}

function writeSubgraph(
  subgraph: Subgraph,
  buffers: BufferList,
  codes: OperatorCodeList,
  pool: VectorPool,
): FileSubgraph {
  const tensors = new IndexTable(subgraph.tensors, `the tensors of subgraph "${subgraph.name}"`);
  return {
    name: subgraph.name,
    tensors: subgraph.tensors.map((tensor) => writeTensor(tensor, { buffers, tensors, pool })),
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
