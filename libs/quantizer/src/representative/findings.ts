import type { Normalization } from '@flotilla/tflite';
import type { InputReview } from './input-review';
import { rankSumScore } from './rank-sum';
import type { RepresentativenessWarning } from './warning';

/** What is rarer may be a photo of the night, or a frame that came twice. */
const WORTH_TELLING_SHARE = 0.05;

/** Fewer values may well be equal by themselves. */
export const TELLING_ELEMENTS = 16;

/** Photos, drawings and Fashion-MNIST lie above 0.5, at 32 × 32 pixels already; noise within 0.05 of 0, whatever its distribution. */
const NOISE_CORRELATION = 0.15;
const LEAST_IMAGES = 4;

/** Of fewer samples a channel may be constant by chance. */
const LEAST_FOR_CHANNELS = 16;

/** Cubic resizing and noise added for training overshoot by less. */
const TOLERATED_OVERSHOOT = 0.1;
/** A range of 0 to 1 where −1 to 1 is stated takes half. */
const LEAST_COVERAGE = 0.55;
const LEAST_FOR_COVERAGE = 8;

const LEAST_FOR_HALVES = 32;
/** Of the whole range; less does little to a scale. */
const HALVES_DIFFERENCE = 0.25;
/** Standard deviations: samples of one distribution in no order reach it once in 100,000 sets, whatever their tails. */
const HALVES_SCORE = 4.5;

/** What one input's samples give cause to warn of. */
export function findings(
  name: string,
  review: InputReview,
  normalization: Normalization | undefined,
): RepresentativenessWarning[] {
  const subject = `Calibration data for input ${JSON.stringify(name)}`;
  return [
    constantSamples(subject, review),
    constantChannel(subject, review),
    noise(subject, review),
    normalization && mismatch(subject, review, normalization),
    halves(subject, review),
  ].filter((warning) => warning !== undefined);
}

/** Whether so many of the samples are more than rare ones. */
export function isWorthTelling(count: number, samples: number): boolean {
  return count > 0 && count >= WORTH_TELLING_SHARE * samples;
}

type Finding = RepresentativenessWarning | undefined;

function constantSamples(
  subject: string,
  { constantSamples: count, ...rest }: InputReview,
): Finding {
  const { layout, minima } = rest;
  if (layout.elements < TELLING_ELEMENTS || !isWorthTelling(count, minima.length)) return undefined;
  return {
    code: 'CONSTANT_SAMPLES',
    message: `${subject}: ${count} of ${minima.length} samples hold one value throughout; give samples as the device will see them`,
  };
}

function constantChannel(subject: string, review: InputReview): Finding {
  const { constantChannels, samples, layout } = review;
  const [first] = constantChannels;
  const isSome = constantChannels.length < layout.channels;
  if (first === undefined || !isSome || samples < LEAST_FOR_CHANNELS) return undefined;
  const others = constantChannels.length - 1;
  return {
    code: 'CONSTANT_CHANNEL',
    message: `${subject}: channel ${first.channel} is ${figure(first.value)} in all ${samples} samples${others > 0 ? `, and so are ${others} more constant` : ''}; if the device will see other values there, add samples that have them`,
  };
}

function noise(subject: string, { neighbourCorrelations, samples }: InputReview): Finding {
  const middle = median(neighbourCorrelations);
  if (neighbourCorrelations.length < LEAST_IMAGES || middle >= NOISE_CORRELATION) return undefined;
  return {
    code: 'NOISE_LIKE_INPUT',
    message: `${subject}: neighbouring pixels of ${samples} images do not go together (correlation ${middle.toFixed(2)}), as in noise; random numbers show no range of activations, so give real images, with height before width and channels last`,
  };
}

function mismatch(
  subject: string,
  { minima, maxima, samples, layout }: InputReview,
  { mean, std }: Normalization,
): Finding {
  if (layout.width === undefined) return undefined;
  const [least, greatest] = [Math.min(...minima), Math.max(...maxima)];
  const ends = Array.from({ length: Math.max(mean.length, std.length) }, (_, channel) => {
    const [shift = 0, scale = 1] = [mean[channel] ?? mean[0], std[channel] ?? std[0]];
    return [-shift / scale, (255 - shift) / scale];
  }).flat();
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  const span = to - from;
  const isOutside =
    least < from - TOLERATED_OVERSHOOT * span || greatest > to + TOLERATED_OVERSHOOT * span;
  const isNarrow = samples >= LEAST_FOR_COVERAGE && greatest - least < LEAST_COVERAGE * span;
  if (!isOutside && !isNarrow) return undefined;
  return {
    code: 'NORMALIZATION_MISMATCH',
    message: `${subject}: values lie from ${figure(least)} to ${figure(greatest)}, where the normalization (mean ${mean.map(figure).join(', ')}, std ${std.map(figure).join(', ')}) makes ${figure(from)} to ${figure(to)} of pixels; normalize them so, give the pixels as bytes, or state the right normalization`,
  };
}

function halves(subject: string, { minima, maxima, samples }: InputReview): Finding {
  if (samples < LEAST_FOR_HALVES) return undefined;
  const middle = Math.floor(samples / 2);
  const before = { minima: minima.slice(0, middle), maxima: maxima.slice(0, middle) };
  const after = { minima: minima.slice(middle), maxima: maxima.slice(middle) };
  const scores = [
    rankSumScore(before.minima, after.minima),
    rankSumScore(before.maxima, after.maxima),
  ];
  if (scores.every((score) => Math.abs(score) < HALVES_SCORE)) return undefined;
  const [first, second] = [rangeOf(before), rangeOf(after)];
  const span = Math.max(first.to, second.to) - Math.min(first.from, second.from);
  const apart = Math.max(Math.abs(first.from - second.from), Math.abs(first.to - second.to));
  if (!(apart > HALVES_DIFFERENCE * span)) return undefined;
  return {
    code: 'HALVES_DIFFER',
    message: `${subject}: the first half of ${samples} samples lies mostly from ${figure(first.from)} to ${figure(first.to)}, the second from ${figure(second.from)} to ${figure(second.to)}; check that all were prepared alike, and that every kind of sample is there`,
  };
}

/** Between the tenth least minimum of a hundred and the tenth greatest maximum: a few odd samples do not count. */
function rangeOf({ minima, maxima }: Pick<InputReview, 'minima' | 'maxima'>): {
  readonly from: number;
  readonly to: number;
} {
  return { from: quantile(minima, 0.1), to: quantile(maxima, 0.9) };
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.round(share * (sorted.length - 1))] ?? NaN;
}

function figure(value: number): string {
  return String(Number(value.toPrecision(3)));
}
