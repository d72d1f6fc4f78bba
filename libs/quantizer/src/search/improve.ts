import type { Runtime } from '@flotilla/evaluation';
import type { Model, Operator } from '@flotilla/tflite';
import { lookAt } from '../calibrate/look';
import { type CalibrationData, someSamples } from '../calibrate/samples';
import { rescaled, type SecondMoments } from '../calibrate/second-moments';
import { type ChannelFactor, equalizeChannels } from '../equalize/equalize-channels';
import { channelCount } from '../numerics/channels';
import type { QuantizeOptions } from '../quantize-options';
import { compensated } from '../weights/compensated';
import { nearest } from '../weights/nearest';
import { remembered } from '../weights/remembered';
import type { WeightMethod } from '../weights/weight-method';

/** A first look at channels takes one sample in so many, and so many at most. */
const LOOK_EVERY = 4;
const LOOK_MOST = 40;

/** Equalizes channels and says how weights are rounded best, after a first look at a few samples. */
export async function improve(
  prepared: Model,
  data: CalibrationData,
  runtime: Runtime,
  { threads = 1, onProgress }: QuantizeOptions,
): Promise<{ readonly weights: WeightMethod; readonly samples: number }> {
  const [main] = prepared.subgraphs;
  if (main === undefined) return { weights: nearest, samples: 0 };
  const { channels, rows, samples } = await lookAt(prepared, {
    runtime,
    invocations: someSamples(data, LOOK_EVERY, LOOK_MOST),
    sampleCount: LOOK_MOST,
    threads,
    onSample: (samples) => onProgress?.({ step: 'equalize', samples }),
  });
  const factor = equalizeChannels(main, (tensor, channel) => channels.get(tensor)?.peak(channel));
  const moments = new Map<Operator, readonly SecondMoments[]>();
  for (const [operator, taken] of rows) {
    const measured = await taken.moments(runtime);
    if (measured.length === 0) continue;
    moments.set(
      operator,
      measured.map((each, group) =>
        rescaled(each, factorsOf(operator, group, each.length, factor)),
      ),
    );
  }
  return { weights: remembered(compensated(moments)), samples };
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
