import type { Operator, Subgraph, Tensor } from '@flotilla/tflite';
import { type Encoding, encodingOfFakeQuant, encodingOfTensor } from './encoding';

/** A place of the float graph where training rounded to a grid. */
export interface FakeQuantization {
  readonly source: Tensor;
  /** The same tensor rounded, for each operator that makes it. */
  readonly results: readonly Tensor[];
  readonly operators: readonly Operator[];
  readonly encoding: Encoding;
}

/**
 * Finds what quantization-aware training leaves in a float model: FAKE_QUANT operators, as converters before MLIR wrote
 * them, and float tensors that go through QUANTIZE and at once through DEQUANTIZE, as TensorFlow 2 writes them.
 */
export function fakeQuantizations(subgraph: Subgraph): FakeQuantization[] {
  const readers = new Map<Tensor, Operator[]>();
  for (const operator of subgraph.operators) {
    for (const input of operator.inputs) {
      if (input) readers.set(input, [...(readers.get(input) ?? []), operator]);
    }
  }
  return subgraph.operators.flatMap((operator): FakeQuantization[] => {
    const [source] = operator.inputs;
    const [output] = operator.outputs;
    if (source?.type !== 'FLOAT32' || output === undefined) return [];
    if (operator.code === 'FAKE_QUANT') {
      const encoding = encodingOfFakeQuant(operator);
      return encoding ? [{ source, results: [output], operators: [operator], encoding }] : [];
    }
    if (operator.code !== 'QUANTIZE' || subgraph.outputs.includes(output)) return [];
    const encoding = encodingOfTensor(output.type, output.quantization);
    const expansions = readers.get(output) ?? [];
    const isPair = expansions.length > 0 && expansions.every(isExpansion);
    if (encoding === undefined || !isPair) return [];
    const results = expansions.flatMap(({ outputs }) => outputs);
    return [{ source, results, operators: [operator, ...expansions], encoding }];
  });
}

function isExpansion({ code, outputs: [output] }: Operator): boolean {
  return code === 'DEQUANTIZE' && output?.type === 'FLOAT32';
}
