import type { BuiltinOperator, BuiltinOptions, TensorType } from './schema';

/**
 * A TFLite model with object references in place of the file's indexes: a tensor that two operators share is one
 * object, a buffer that two tensors share is one object. Rewrites move objects; only the writer counts.
 */
export interface Model {
  description: string;
  subgraphs: Subgraph[];
  signatures: Signature[];
  /** Named blobs beside the graph (`min_runtime_version`, `TFLITE_METADATA`, …). */
  metadata: Metadata[];
  /** Files packed behind the graph, such as labels, which `TFLITE_METADATA` names; absent when there are none. */
  associatedFiles?: AssociatedFile[];
}

export interface Subgraph {
  name: string;
  /** Every tensor of the subgraph, in file order; operators, inputs and outputs refer into it. */
  tensors: Tensor[];
  inputs: Tensor[];
  outputs: Tensor[];
  operators: Operator[];
}

export interface Tensor {
  name: string;
  type: TensorType;
  /** Concrete shape; unknown dimensions are written 1 here and −1 in `shapeSignature`. */
  shape: number[];
  /** Present when at least one dimension is open (−1). */
  shapeSignature?: number[];
  /** False only for a tensor whose rank itself is unknown; a scalar has rank 0 and `hasRank` true. */
  hasRank: boolean;
  /** Little-endian bytes of a constant; absent for an activation. */
  buffer?: Buffer;
  quantization?: Quantization;
  isVariable: boolean;
  sparsity?: Sparsity;
}

/** Identity is sharing: two tensors with one `Buffer` write one buffer. */
export interface Buffer {
  data: Uint8Array;
}

/** Affine: real = scale · (q − zeroPoint), per tensor (one scale) or per channel along `quantizedDimension`. */
export interface Quantization {
  min: number[];
  max: number[];
  scale: number[];
  zeroPoint: bigint[];
  quantizedDimension: number;
  /** Block-wise quantization stores its scales in a tensor of their own. */
  blockwise?: { scales: Tensor; zeroPoints?: Tensor; blockSize: number };
}

/** Sparse storage of a constant, as the DENSIFY operator expands it. */
export interface Sparsity {
  traversalOrder: number[];
  blockMap: number[];
  dimensions: SparseDimension[];
}

export type SparseDimension =
  | { format: 'DENSE'; denseSize: number }
  | { format: 'SPARSE_CSR'; segments: number[]; indices: number[] };

export interface Operator {
  /** A builtin operator's name, or `CUSTOM` with `customCode`. */
  code: BuiltinOperator;
  customCode?: string;
  /** Version of the operator's semantics, which runtimes and delegates check. */
  version: number;
  /** `null` where an optional input is left out. */
  inputs: (Tensor | null)[];
  outputs: Tensor[];
  options?: BuiltinOptions;
  customOptions?: Uint8Array;
  intermediates: Tensor[];
  mutatingVariableInputs: boolean[];
}

export interface Signature {
  key: string;
  subgraph: Subgraph;
  inputs: { name: string; tensor: Tensor }[];
  outputs: { name: string; tensor: Tensor }[];
}

export interface Metadata {
  name: string;
  buffer: Buffer;
}

/** A file in the zip archive behind the model. */
export interface AssociatedFile {
  name: string;
  data: Uint8Array;
}
