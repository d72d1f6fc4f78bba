import type { Invocation } from '@flotilla/evaluation';
import { type OperatorCase, operatorSample } from '@flotilla/testing';
import type { Model } from '@flotilla/tflite';

/** One sample a seed, in the order of the model's inputs. */
export function operatorSamples(
  description: OperatorCase,
  model: Model,
  seeds: readonly number[],
): Invocation[] {
  return seeds.map((seed) => {
    const inputs = operatorSample(description, seed);
    const names = model.subgraphs[0]?.inputs ?? [];
    return {
      inputs: names.map(({ name }) => inputs.get(name) ?? new Uint8Array()),
      sampleCount: 1,
    };
  });
}

/** The share of bytes that are the same. */
export function equalShare(wanted: Uint8Array, actual: Uint8Array): number {
  return wanted.filter((byte, at) => byte === actual[at]).length / wanted.length;
}
