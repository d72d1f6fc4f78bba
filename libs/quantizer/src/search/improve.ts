import type { Runtime } from '@flotilla/evaluation';
import type { Model, Operator, Tensor } from '@flotilla/tflite';
import { type Look, lookAt } from '../calibrate/look';
import { type CalibrationData, someSamples } from '../calibrate/samples';
import { rescaled, type SecondMoments } from '../calibrate/second-moments';
import type { ChannelFactor } from '../equalize/equalize-channels';
import { type ChannelsByTensor, equalizedCopy } from '../equalize/equalized-copy';
import { channelCount } from '../numerics/channels';
import type { QuantizeOptions } from '../quantize-options';
import { compensated } from '../weights/compensated';
import { remembered } from '../weights/remembered';
import type { WeightMethod } from '../weights/weight-method';
import type { Variant } from './variant';

/** A first look at channels takes one sample in so many, and so many at most. */
const LOOK_EVERY = 4;
const LOOK_MOST = 40;

/** What a first look at a few samples shows of a float model. */
export interface FirstLook {
  readonly model: Model;
  readonly channels: Look['channels'];
  readonly moments: ReadonlyMap<Operator, readonly SecondMoments[]>;
  readonly samples: number;
}

export async function firstLook(
  model: Model,
  data: CalibrationData,
  runtime: Runtime,
  { threads = 1, onProgress }: QuantizeOptions,
): Promise<FirstLook> {
  const { channels, rows, samples } = await lookAt(model, {
    runtime,
    invocations: someSamples(data, LOOK_EVERY, LOOK_MOST),
    sampleCount: LOOK_MOST,
    threads,
    onSample: (samples) => onProgress?.({ step: 'equalize', samples }),
  });
  const moments = new Map<Operator, readonly SecondMoments[]>();
  for (const [operator, taken] of rows) {
    const measured = await taken.moments(runtime);
    if (measured.length > 0) moments.set(operator, measured);
    // Rows take several times the memory of their moments.
    rows.delete(operator);
  }
  return { model, channels, moments, samples };
}

/** How a form of a float model came about: what makes it again without running anything. */
export interface FormOrigin {
  readonly variant: Variant;
  readonly channels: ChannelsByTensor;
  /** The form's own tensor for each of the float model's. */
  readonly tensorOf: ReadonlyMap<Tensor, Tensor>;
}

export interface Improved {
  /** A copy, its channels equalized where the variant says so. */
  readonly model: Model;
  /** How the copy's weights are rounded best. */
  readonly weights: WeightMethod;
  /** Absent for the float model itself. */
  readonly origin?: FormOrigin;
}

export function improved(
  { model: original, channels, moments }: FirstLook,
  variant: Variant,
): Improved {
  const { model, tensorOf, factor } = equalizedCopy(original, channels, variant);
  const [main] = model.subgraphs;
  const [source] = original.subgraphs;
  if (main === undefined || source === undefined) throw new TypeError('the model has no subgraph');
  const measured = new Map(
    source.operators.map((operator, index) => [main.operators[index], moments.get(operator)]),
  );
  const own = (operator: Operator): SecondMoments[] | undefined =>
    measured
      .get(operator)
      ?.map((each, group) => rescaled(each, factorsOf(operator, group, each.length, factor)));
  const weights = remembered(compensated(own, { centred: variant.centred }));
  return { model, weights, origin: { variant, channels, tensorOf } };
}

/** By what the inputs of a row of weights were divided. */
function factorsOf(
  { code, inputs, outputs }: Operator,
  group: number,
  length: number,
  factor: ChannelFactor,
): Float64Array {
  const [input] = inputs;
  const [output] = outputs;
  if (!input || output === undefined) return new Float64Array(length).fill(1);
  const channels = channelCount(input);
  const multiplier = channelCount(output) / channels;
  return Float64Array.from({ length }, (_, index) =>
    factor(input, code === 'DEPTHWISE_CONV_2D' ? Math.floor(group / multiplier) : index % channels),
  );
}
