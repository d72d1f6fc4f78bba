import type { Runtime } from '@flotilla/evaluation';
import type { Operator } from '@flotilla/tflite';
import { patchReader, type PatchReader } from './input-patches';
import { MomentSums } from './moment-sums';
import { momentsOfRows } from './moments-of-rows';
import type { SecondMoments } from './second-moments';

/** Rows of weights longer than this are rounded without second moments, whose cost grows with the cube. */
const LONGEST_ROW = 1536;

/** From this length on rows are kept, and the runtime multiplies them all at once. */
const LONG_ROW = 48;

/** Rows are taken until there are so many for each weight: enough for moments of full rank. */
const ROWS_PER_WEIGHT = 2;
const FEWEST_ROWS = 320;

/** The golden ratio's fraction: multiples of it, modulo 1, fall evenly wherever one stops. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Some of what an operator's rows of weights are multiplied with: patches of its input. A depthwise convolution has a
 * group of rows for each channel.
 */
export class RowSamples {
  private readonly rows: Float32Array;
  private readonly sums: MomentSums | undefined;
  private rowCount = 0;

  private constructor(
    private readonly reader: PatchReader,
    private readonly rowsPerSample: number,
    private readonly capacity: number,
  ) {
    const { groups, length } = reader;
    const isShort = groups > 1 || length < LONG_ROW;
    this.sums = isShort ? new MomentSums(groups, length) : undefined;
    this.rows = new Float32Array((isShort ? rowsPerSample * groups : capacity) * length);
  }

  /** @param sampleCount how many samples the rows are to be spread over */
  static of(operator: Operator, sampleCount: number): RowSamples | undefined {
    const reader = patchReader(operator);
    if (reader === undefined || reader.length > LONGEST_ROW) return undefined;
    const wanted = Math.max(FEWEST_ROWS, ROWS_PER_WEIGHT * reader.length);
    const perSample = Math.min(reader.positions, Math.ceil(wanted / sampleCount));
    return new RowSamples(reader, perSample, perSample * sampleCount);
  }

  /** @param values the operator's input in one sample */
  add(values: Float32Array): void {
    const { reader, rows, sums, rowsPerSample } = this;
    if (this.rowCount === this.capacity) return;
    const width = reader.groups * reader.length;
    const start = sums === undefined ? this.rowCount : 0;
    for (let index = start; index < start + rowsPerSample; index += 1) {
      const position = Math.floor(((this.rowCount * GOLDEN) % 1) * reader.positions);
      reader.read(values, position, rows.subarray(index * width, (index + 1) * width));
      this.rowCount += 1;
    }
    sums?.add(rows);
  }

  /** One for each group; none without a sample. */
  async moments(runtime: Runtime): Promise<SecondMoments[]> {
    if (this.rowCount === 0) return [];
    if (this.sums !== undefined) return this.sums.moments();
    const { length } = this.reader;
    return [await momentsOfRows(this.rows.subarray(0, this.rowCount * length), length, runtime)];
  }
}
