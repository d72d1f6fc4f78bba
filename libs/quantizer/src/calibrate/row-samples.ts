import type { Operator } from '@flotilla/tflite';
import { patchReader, type PatchReader } from './input-patches';

/** Rows of weights longer than this are rounded without second moments, whose cost grows with the cube. */
const LONGEST_ROW = 1536;

/** Rows are taken until there are so many for each weight: enough for moments of full rank. */
const ROWS_PER_WEIGHT = 2;
const FEWEST_ROWS = 768;

/** The golden ratio's fraction: multiples of it, modulo 1, fall evenly wherever one stops. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Some of what an operator's rows of weights are multiplied with: patches of its input. A depthwise convolution has a
 * group of rows for each channel.
 */
export class RowSamples {
  /** By group: rows × length. */
  readonly groups: readonly Float32Array[];
  rowCount = 0;

  private constructor(
    private readonly reader: PatchReader,
    private readonly rowsPerSample: number,
    private readonly capacity: number,
  ) {
    this.groups = Array.from(
      { length: reader.groups },
      () => new Float32Array(capacity * reader.length),
    );
  }

  /** @param sampleCount how many samples the rows are to be spread over */
  static of(operator: Operator, sampleCount: number): RowSamples | undefined {
    const reader = patchReader(operator);
    if (reader === undefined || reader.length > LONGEST_ROW) return undefined;
    const wanted = Math.max(FEWEST_ROWS, ROWS_PER_WEIGHT * reader.length);
    const perSample = Math.min(reader.positions, Math.ceil(wanted / sampleCount));
    return new RowSamples(reader, perSample, perSample * sampleCount);
  }

  get length(): number {
    return this.reader.length;
  }

  /** @param values the operator's input in one sample */
  add(values: Float32Array): void {
    const { reader, capacity } = this;
    for (let index = 0; index < this.rowsPerSample && this.rowCount < capacity; index += 1) {
      const position = Math.floor(((this.rowCount * GOLDEN) % 1) * reader.positions);
      const start = this.rowCount * reader.length;
      this.groups.forEach((rows, group) => {
        reader.read(values, position, group, rows.subarray(start, start + reader.length));
      });
      this.rowCount += 1;
    }
  }
}
