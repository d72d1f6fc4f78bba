import { elementCount } from '../element-count';
import { isQuantized } from '../graph/is-quantized';
import { constantTensors, weightBytes } from '../graph/weight-bytes';
import type { Model, Quantization, Tensor } from '../model';
import type { TensorType } from '../schema';

/** What can be said of one input or output without running the model. */
export interface TensorSummary {
  name: string;
  type: TensorType;
  /** −1 where the dimension is open. */
  shape: number[];
  quantization?: { scale: number[]; zeroPoint: number[]; quantizedDimension: number };
}

export interface OperatorSummary {
  /** A builtin operator's name, or the custom operator's own. */
  name: string;
  custom: boolean;
  version: number;
  count: number;
}

export interface ModelSummary {
  description: string;
  inputs: TensorSummary[];
  outputs: TensorSummary[];
  /** By falling count, then by name and version; over all subgraphs. */
  operators: OperatorSummary[];
  /** Tensors by element type, over all subgraphs. */
  tensorTypes: { type: TensorType; count: number; constants: number; constantBytes: number }[];
  subgraphCount: number;
  tensorCount: number;
  /** Elements of all numeric constants, sparse ones counted dense. */
  parameterCount: number;
  weightBytes: number;
  signatures: { key: string; subgraph: number; inputs: string[]; outputs: string[] }[];
  /** `text` where an entry is a short text, such as the runtime's least version. */
  metadata: { name: string; sizeBytes: number; text?: string }[];
  associatedFiles: { name: string; sizeBytes: number }[];
  /** True when a tensor with affine parameters holds integers of at most 16 bits. */
  isQuantized: boolean;
}

/** Describes a model for people and for choices; inputs and outputs are those of the first subgraph. */
export function modelSummary(model: Model): ModelSummary {
  const tensors = model.subgraphs.flatMap((subgraph) => subgraph.tensors);
  const main = model.subgraphs[0];
  return {
    description: model.description,
    inputs: (main?.inputs ?? []).map(summarizeTensor),
    outputs: (main?.outputs ?? []).map(summarizeTensor),
    operators: summarizeOperators(model),
    tensorTypes: summarizeTypes(tensors, new Set(constantTensors(model))),
    subgraphCount: model.subgraphs.length,
    tensorCount: tensors.length,
    parameterCount: countParameters(model),
    weightBytes: weightBytes(model),
    signatures: model.signatures.map((signature) => ({
      key: signature.key,
      subgraph: model.subgraphs.indexOf(signature.subgraph),
      inputs: signature.inputs.map(({ name }) => name),
      outputs: signature.outputs.map(({ name }) => name),
    })),
    metadata: model.metadata.map(({ name, buffer }) => ({
      name,
      sizeBytes: buffer.data.byteLength,
      ...shortText(buffer.data),
    })),
    associatedFiles: (model.associatedFiles ?? []).map(({ name, data }) => ({
      name,
      sizeBytes: data.byteLength,
    })),
    isQuantized: tensors.some(isQuantized),
  };
}

function summarizeTensor({
  name,
  type,
  shape,
  shapeSignature,
  quantization,
}: Tensor): TensorSummary {
  const affine =
    quantization && quantization.scale.length > 0 ? summarizeAffine(quantization) : undefined;
  return {
    name,
    type,
    shape: [...(shapeSignature ?? shape)],
    ...(affine && { quantization: affine }),
  };
}

function summarizeAffine({ scale, zeroPoint, quantizedDimension }: Quantization) {
  return { scale: [...scale], zeroPoint: zeroPoint.map(Number), quantizedDimension };
}

function summarizeOperators(model: Model): OperatorSummary[] {
  const kinds = new Map<string, OperatorSummary>();
  for (const operator of model.subgraphs.flatMap((subgraph) => subgraph.operators)) {
    const name = operator.customCode ?? operator.code;
    const custom = operator.code === 'CUSTOM';
    const key = `${custom} ${operator.version} ${name}`;
    const kind = kinds.get(key) ?? { name, custom, version: operator.version, count: 0 };
    kind.count++;
    kinds.set(key, kind);
  }
  return [...kinds.values()].sort(
    (a, b) => b.count - a.count || compareText(a.name, b.name) || a.version - b.version,
  );
}

function summarizeTypes(
  tensors: readonly Tensor[],
  constants: ReadonlySet<Tensor>,
): ModelSummary['tensorTypes'] {
  const types = new Map<TensorType, ModelSummary['tensorTypes'][number]>();
  for (const tensor of tensors) {
    const { type } = tensor;
    const entry = types.get(type) ?? { type, count: 0, constants: 0, constantBytes: 0 };
    entry.count++;
    if (tensor.buffer && constants.has(tensor)) {
      entry.constants++;
      entry.constantBytes += tensor.buffer.data.byteLength;
    }
    types.set(type, entry);
  }
  return [...types.values()].sort((a, b) => b.count - a.count || compareText(a.type, b.type));
}

/** Printable ASCII, padded with zeros. */
function shortText(data: Uint8Array): { text?: string } {
  if (data.byteLength > 64) return {};
  const text = String.fromCharCode(...data).replace(/\0*$/, '');
  return /^[\x20-\x7e]+$/.test(text) ? { text } : {};
}

function countParameters(model: Model): number {
  return constantTensors(model)
    .filter(({ type }) => type !== 'STRING')
    .reduce((sum, { shape }) => sum + elementCount(shape), 0);
}

/** By code unit, so that the order does not hang on the machine's language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
