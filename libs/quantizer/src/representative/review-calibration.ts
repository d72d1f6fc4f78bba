import type { Normalization, Subgraph } from '@flotilla/tflite';
import type { CalibrationData } from '../calibrate/samples';
import { findings, isWorthTelling, TELLING_ELEMENTS } from './findings';
import { fingerprint } from './fingerprint';
import { InputReview } from './input-review';
import { sampleLayout } from './sample-layout';
import type { RepresentativenessWarning } from './warning';

/** Enough to tell; what is behind is not read. */
const MOST_SAMPLES = 2000;

export interface ReviewOptions {
  readonly data: CalibrationData;
  /** How each input is known to be normalized, in the graph's order. */
  readonly normalizations: readonly (Normalization | undefined)[];
}

/**
 * Looks in one pass at what a graph is calibrated with, and warns of what can hardly stand for what it will see. Of large
 * samples some elements are looked at. Samples that do not fit the inputs are left to the calibration to refuse.
 */
export async function reviewCalibration(
  { inputs }: Subgraph,
  { data, normalizations }: ReviewOptions,
): Promise<RepresentativenessWarning[]> {
  const reviews = new Map<number, InputReview>();
  const seen = new Set<string>();
  let samples = 0;
  let repeated = 0;
  for await (const { inputs: given, sampleCount, batch = 1 } of data()) {
    for (let row = 0; row < Math.min(sampleCount, batch); row++) {
      const parts = given.map((bytes) => rowOf(bytes, row, batch));
      const print = parts.map(fingerprint).join();
      if (seen.has(print)) repeated++;
      seen.add(print);
      samples++;
      inputs.forEach((input, place) => {
        const bytes = parts[place];
        if (input.type !== 'FLOAT32' || bytes === undefined) return;
        const review = reviews.get(place) ?? new InputReview(sampleLayout(input, batch));
        reviews.set(place, review);
        if (bytes.byteLength === 4 * review.layout.elements) review.add(floatsOf(bytes));
      });
    }
    if (samples >= MOST_SAMPLES) break;
  }
  const found = [...reviews].flatMap(([place, review]) =>
    review.samples === 0 ? [] : findings(inputs[place]?.name ?? '', review, normalizations[place]),
  );
  const elements = [...reviews.values()].reduce((sum, { layout }) => sum + layout.elements, 0);
  if (elements < TELLING_ELEMENTS || !isWorthTelling(repeated, samples)) return found;
  const message = `${repeated} of ${samples} calibration samples repeat others; they count for nothing, so give different ones`;
  return [...found, { code: 'DUPLICATE_SAMPLES', message }];
}

function rowOf(bytes: Uint8Array, row: number, batch: number): Uint8Array {
  const rowBytes = bytes.byteLength / batch;
  return bytes.subarray(row * rowBytes, (row + 1) * rowBytes);
}

/** A view where alignment allows, else a copy. The host is taken to be little-endian, as TFLite's data is. */
function floatsOf(bytes: Uint8Array): Float32Array {
  // Not `slice`, which on a Node Buffer gives a view and keeps the offset.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  return new Float32Array(aligned.buffer, aligned.byteOffset, bytes.byteLength / 4);
}
