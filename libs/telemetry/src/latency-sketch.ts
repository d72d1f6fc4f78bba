import { DDSketch } from '@datadog/sketches-js';
import { telemetryError } from './errors';
import { decodeSketch, encodeSketch } from './sketch-wire';

/** Every quantile is off by at most this share of the true value. */
export const relativeAccuracy = 0.01;
/** Latencies below (1 ns) count as zero, latencies above (11.6 days) as this. Bounds a sketch to 1,729 bins. */
export const smallestLatencyMs = 1e-6;
export const largestLatencyMs = 1e9;
/** Longer than the densest sketch within those limits; a device's sketch of one window is some hundred bytes. */
export const maximumSketchBytes = 16_384;

/**
 * A mergeable summary of latencies in milliseconds (DDSketch, Masson et al., VLDB 2019).
 *
 * Guarantee: for any data between `smallestLatencyMs` and `largestLatencyMs` and any q in [0, 1], `quantile(q)` is
 * within 1 % of the value at rank ⌊q · (n − 1)⌋ of the sorted data. Merging and the round trip through bytes keep it
 * exactly: the same data gives the same answers however it was split over windows and devices.
 */
export class LatencySketch {
  private readonly sketch = new DDSketch({ relativeAccuracy });
  private readonly keys = {
    first: this.sketch.mapping.key(smallestLatencyMs),
    last: this.sketch.mapping.key(largestLatencyMs),
  };

  /** How many latencies were added. */
  get count(): number {
    return this.sketch.count;
  }

  /** @throws RangeError for a negative or non-finite latency */
  add(latencyMs: number): void {
    if (!Number.isFinite(latencyMs) || latencyMs < 0) {
      throw new RangeError(`a latency is a finite number of milliseconds ≥ 0, not ${latencyMs}`);
    }
    if (latencyMs < smallestLatencyMs) this.addZeros(1);
    else this.sketch.accept(Math.min(latencyMs, largestLatencyMs));
  }

  /** Adds all of the other sketch's data to this one. */
  merge(other: LatencySketch): void {
    // Bin by bin: the library's own merge misplaces bins when a range ends at key 0 (1 ms).
    for (const [key, value] of other.bins()) this.addBin(key, value);
    this.addZeros(other.sketch.zeroCount);
  }

  /**
   * @param q 0 to 1
   * @returns milliseconds, or null for an empty sketch
   */
  quantile(q: number): number | null {
    if (!(q >= 0 && q <= 1)) throw new RangeError(`a quantile lies between 0 and 1, not at ${q}`);
    return this.count === 0 ? null : this.sketch.getValueAtQuantile(q);
  }

  /** The protobuf form that Datadog's DDSketch libraries share. */
  toBytes(): Uint8Array {
    const { mapping, zeroCount } = this.sketch;
    return encodeSketch({
      gamma: mapping.gamma,
      indexOffset: 0,
      zeroCount,
      bins: new Map(this.bins()),
    });
  }

  /**
   * Reads bytes that a device sent, in time and memory bounded by `maximumSketchBytes`.
   * @throws CodedError `SKETCH_TOO_LARGE`, `SKETCH_MALFORMED` or `SKETCH_INCOMPATIBLE`
   */
  static fromBytes(bytes: Uint8Array): LatencySketch {
    if (bytes.length > maximumSketchBytes) {
      throw telemetryError(
        'SKETCH_TOO_LARGE',
        `cannot read a latency sketch of ${bytes.length} bytes; the limit is ${maximumSketchBytes}`,
      );
    }
    const parts = decodeSketch(bytes);
    const result = new LatencySketch();
    const { gamma } = result.sketch.mapping;
    // A gamma that was recomputed from its accuracy may differ in the last bits.
    if (!(Math.abs(parts.gamma - gamma) < 1e-9) || parts.indexOffset !== 0) {
      throw telemetryError(
        'SKETCH_INCOMPATIBLE',
        `cannot merge a latency sketch of gamma ${parts.gamma}, offset ${parts.indexOffset}; expected ${gamma}, 0`,
      );
    }
    for (const [key, value] of parts.bins) {
      if (key < result.keys.first || key > result.keys.last) {
        throw telemetryError('SKETCH_MALFORMED', `cannot read a latency sketch: no bin ${key}`);
      }
      result.addBin(key, value);
    }
    result.addZeros(parts.zeroCount);
    if (!Number.isSafeInteger(result.count)) {
      throw telemetryError('SKETCH_MALFORMED', `cannot read a latency sketch of ${result.count}`);
    }
    return result;
  }

  private *bins(): Generator<[key: number, value: number]> {
    const { bins, offset } = this.sketch.store;
    for (let i = 0; i < bins.length; i += 1) {
      const value = bins[i] ?? 0;
      if (value > 0) yield [offset + i, value];
    }
  }

  private addBin(key: number, value: number): void {
    this.sketch.store.add(key, value);
    this.sketch.count += value;
  }

  private addZeros(value: number): void {
    this.sketch.zeroCount += value;
    this.sketch.count += value;
  }
}
