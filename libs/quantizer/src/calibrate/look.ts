import type { Model, Operator, Tensor } from '@flotilla/tflite';
import { ChannelStatistics } from './channel-statistics';
import { channelCount } from '../numerics/channels';
import { observe, type ObserveOptions } from './observe';
import { refuseNonFinite } from './refuse-non-finite';
import { RowSamples } from './row-samples';

/** What a first look at a few whole samples shows. */
export interface Look {
  readonly channels: ReadonlyMap<Tensor, ChannelStatistics>;
  /** Of operators whose weights are multiplied with patches of their input. */
  readonly rows: Map<Operator, RowSamples>;
  readonly samples: number;
}

/**
 * Runs the float model on a few samples and keeps the peaks of channels and some of what weights are multiplied with.
 * @throws CodedError `NON_FINITE_CALIBRATION`, and what `observe` throws
 */
export async function lookAt(
  model: Model,
  { sampleCount, ...options }: Omit<ObserveOptions, 'sampling'> & { readonly sampleCount: number },
): Promise<Look> {
  const channels = new Map<Tensor, ChannelStatistics>();
  const rows = new Map<Operator, RowSamples>();
  for (const operator of model.subgraphs[0]?.operators ?? []) {
    const taken = RowSamples.of(operator, sampleCount);
    if (taken !== undefined) rows.set(operator, taken);
  }
  const samples = await observe(model, { ...options, sampling: 'whole' }, (observed, sample) => {
    for (const [tensor, values] of observed) {
      const known = channels.get(tensor) ?? new ChannelStatistics(channelCount(tensor));
      known.add(values);
      if (!known.isFinite) refuseNonFinite(tensor, values, sample);
      channels.set(tensor, known);
    }
    for (const [operator, taken] of rows) {
      const values = operator.inputs[0] && observed.get(operator.inputs[0]);
      if (values) taken.add(values);
    }
  });
  return { channels, rows, samples };
}
