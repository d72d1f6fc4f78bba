import type { Model, Quantization, Tensor } from '../model';
import type { TensorType } from '../schema';

/** How integers of a tensor stand for reals, told in a line however many channels there are. */
export interface QuantizationDetails {
  kind: 'per-tensor' | 'per-channel' | 'blockwise';
  /** Scales of a block-wise tensor stand in another tensor, and count 0 here. */
  scaleCount: number;
  scaleMin: number | null;
  scaleMax: number | null;
  zeroPointMin: number | null;
  zeroPointMax: number | null;
  quantizedDimension: number;
  blockSize: number | null;
}

export interface TensorDetails {
  subgraph: number;
  /** Place among the subgraph's tensors. */
  index: number;
  name: string;
  type: TensorType;
  /** −1 where the dimension is open. */
  shape: number[];
  /** `null` for what is computed. */
  constantBytes: number | null;
  isVariable: boolean;
  isSparse: boolean;
  quantization: QuantizationDetails | null;
}

/** Every tensor of a model, in the file's order. */
export function tensorDetails(model: Model): TensorDetails[] {
  return model.subgraphs.flatMap(({ tensors }, subgraph) =>
    tensors.map((tensor, index) => detailsOf(tensor, subgraph, index)),
  );
}

function detailsOf(tensor: Tensor, subgraph: number, index: number): TensorDetails {
  const { name, type, shape, shapeSignature, buffer, isVariable, sparsity } = tensor;
  return {
    subgraph,
    index,
    name,
    type,
    shape: [...(shapeSignature ?? shape)],
    constantBytes: buffer ? buffer.data.byteLength : null,
    isVariable,
    isSparse: sparsity !== undefined,
    quantization: quantizationDetails(tensor.quantization),
  };
}

function quantizationDetails(quantization: Quantization | undefined): QuantizationDetails | null {
  if (!quantization) return null;
  const { scale, zeroPoint, quantizedDimension, blockwise } = quantization;
  if (scale.length === 0 && !blockwise) return null;
  const zeroPoints = zeroPoint.map(Number);
  return {
    kind: blockwise ? 'blockwise' : scale.length > 1 ? 'per-channel' : 'per-tensor',
    scaleCount: scale.length,
    scaleMin: least(scale),
    scaleMax: greatest(scale),
    zeroPointMin: least(zeroPoints),
    zeroPointMax: greatest(zeroPoints),
    quantizedDimension,
    blockSize: blockwise?.blockSize ?? null,
  };
}

function least(values: readonly number[]): number | null {
  return values.length > 0 ? values.reduce((a, b) => Math.min(a, b)) : null;
}

function greatest(values: readonly number[]): number | null {
  return values.length > 0 ? values.reduce((a, b) => Math.max(a, b)) : null;
}
