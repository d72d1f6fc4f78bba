import {
  bytes,
  deprecated,
  int32,
  optional,
  schema,
  string,
  table,
  uint32,
  uint64,
  vector,
  type Infer,
} from '@flotilla/flatbuffer';
import { FileOperator, FileOperatorCode } from './file-operator';
import { FileTensor } from './file-tensor';

// Lists that runtimes dereference without a check are `optional`, so that an empty one is still written.

const FileSubgraph = table('SubGraph', {
  tensors: optional(vector(FileTensor)),
  inputs: optional(vector(int32())),
  outputs: optional(vector(int32())),
  operators: optional(vector(FileOperator)),
  name: string(),
  debugMetadataIndex: int32(-1),
});

/** In models of over 2 GiB the data stand after the FlatBuffer, at `offset` from the start of the file. */
const FileBuffer = table('Buffer', {
  data: bytes({ forceAlign: 16 }),
  offset: uint64(),
  size: uint64(),
});

const Metadata = table('Metadata', { name: string(), buffer: uint32() });

const TensorMap = table('TensorMap', { name: string(), tensorIndex: uint32() });

const SignatureDef = table('SignatureDef', {
  inputs: optional(vector(TensorMap)),
  outputs: optional(vector(TensorMap)),
  signatureKey: string(),
  deprecatedTag: deprecated(string()),
  subgraphIndex: uint32(),
});

const ExternalBufferGroup = table('ExternalBufferGroup', { name: string() });

const ExternalBuffer = table('ExternalBuffer', {
  id: uint32(),
  group: uint32(),
  offset: uint64(),
  length: uint64(),
  packing: string(),
});

const FileModel = table('Model', {
  version: uint32(),
  operatorCodes: optional(vector(FileOperatorCode)),
  subgraphs: optional(vector(FileSubgraph)),
  description: string(),
  buffers: optional(vector(FileBuffer)),
  metadataBuffer: vector(int32()),
  metadata: vector(Metadata),
  signatureDefs: vector(SignatureDef),
  externalBufferGroups: vector(ExternalBufferGroup),
  externalBuffers: vector(ExternalBuffer),
});

/** The `.tflite` file as its tables stand, indexes and all; version 3 with the additions up to 3d. */
export const TFLITE_SCHEMA = schema({
  namespace: 'tflite',
  root: FileModel,
  identifier: 'TFL3',
  fileExtension: 'tflite',
});

export type FileModel = Infer<typeof FileModel>;
export type FileSubgraph = Infer<typeof FileSubgraph>;
export type FileBuffer = Infer<typeof FileBuffer>;
export type FileTensor = Infer<typeof FileTensor>;
export type FileOperator = Infer<typeof FileOperator>;
export type FileOperatorCode = Infer<typeof FileOperatorCode>;
