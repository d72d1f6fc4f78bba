import type { Operator } from '@flotilla/tflite';
import { patchReader, type PatchReader } from './input-patches';
import { SecondMoments } from './second-moments';

/** Rows of weights longer than this are rounded without second moments, whose cost grows with the cube. */
const LONGEST_ROW = 1200;

/** Patches are taken until there are this many for each weight of a row: enough for moments of full rank. */
const PATCHES_PER_WEIGHT = 4;
const FEWEST_PATCHES = 1024;

/** The golden ratio's fraction: multiples of it, modulo 1, fall evenly wherever one stops. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Second moments of an operator's inputs: one set, or one for each channel of a depthwise convolution. */
export class WeightStatistics {
  readonly groups: readonly SecondMoments[];
  private taken = 0;

  private constructor(
    private readonly reader: PatchReader,
    private readonly patchesPerSample: number,
  ) {
    this.groups = Array.from({ length: reader.groups }, () => new SecondMoments(reader.length));
  }

  /** @param samples how many samples will come */
  static of(operator: Operator, samples: number): WeightStatistics | undefined {
    const reader = patchReader(operator);
    if (reader === undefined || reader.length > LONGEST_ROW) return undefined;
    const wanted = Math.max(FEWEST_PATCHES, PATCHES_PER_WEIGHT * reader.length);
    const patches = Math.ceil(wanted / Math.max(1, samples));
    return new WeightStatistics(reader, Math.min(reader.positions, patches));
  }

  /** @param values the operator's input in one sample */
  add(values: Float32Array): void {
    const { reader } = this;
    const patch = new Float32Array(reader.length);
    for (let index = 0; index < this.patchesPerSample; index += 1) {
      this.taken += 1;
      const position = Math.floor(((this.taken * GOLDEN) % 1) * reader.positions);
      this.groups.forEach((moments, group) => {
        reader.read(values, position, group, patch);
        moments.add(patch);
      });
    }
  }
}
