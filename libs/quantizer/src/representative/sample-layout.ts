import { elementCount, type Tensor } from '@flotilla/tflite';

/** Elements of a sample that are looked at, so that large images take no longer than small ones. */
const MOST_ELEMENTS = 24_576;

/** With more, the last axis rather holds pixels or scores of rare things, of which many may well be constant. */
const MOST_CHANNELS = 64;

/** Smaller than this, what lies beside a pixel tells little. */
const LEAST_SIDE = 8;

/** How one sample of an input is looked at. */
export interface SampleLayout {
  readonly elements: number;
  /** Values at each place: the last axis, or 1 where that is no axis of channels. */
  readonly channels: number;
  /** Places, in the order of memory. */
  readonly placeCount: number;
  /** From one place that is looked at to the next, so that they fall on all rows and columns. */
  readonly step: number;
  /** Places of one row of an image; absent where the input is none. */
  readonly width?: number;
}

/** @param batch samples that one invocation takes */
export function sampleLayout({ shape }: Tensor, batch: number): SampleLayout {
  const hasBatch = shape.length > 1 && (batch > 1 || shape[0] === 1);
  const sample = hasBatch ? shape.slice(1) : shape;
  const elements = elementCount(sample);
  const last = sample.length > 0 ? (sample.at(-1) ?? 1) : 1;
  const channels = last < MOST_CHANNELS ? last : 1;
  const [height = 0, width = 0] = sample;
  const isImage =
    sample.length === 3 && channels <= 4 && height >= LEAST_SIDE && width >= LEAST_SIDE;
  return {
    elements,
    channels,
    placeCount: elements / channels,
    step: stepOver(elements, width),
    ...(isImage && { width }),
  };
}

/** Has no factor in common with a row. */
function stepOver(elements: number, width: number): number {
  let step = Math.max(1, Math.ceil(elements / MOST_ELEMENTS));
  while (step > 1 && commonFactor(step, width) > 1) step++;
  return step;
}

function commonFactor(left: number, right: number): number {
  return right === 0 ? left : commonFactor(right, left % right);
}
