import type { Model, Tensor } from '@flotilla/tflite';
import type { TensorStatistics } from '../calibrate/tensor-statistics';
import type { ChannelsByTensor, SeenChannels } from '../equalize/equalized-copy';
import { channelCount } from '../numerics/channels';
import type { Range } from '../numerics/range';
import type { ChosenCandidate } from '../search/choose-candidate';
import { artifactInvalid } from './artifact-invalid';
import type { NumberArray, Row, Tables } from './table';

/** What is said of tensors. */
export type TensorTables = Omit<Tables, 'corrections' | 'bias-shifts'>;

/** What was seen and decided of the tensors of a prepared float model. */
export function tensorTables(
  floatModel: Model,
  { ranges, statistics, origin }: ChosenCandidate,
): TensorTables {
  const formOf = (tensor: Tensor): Tensor => origin?.tensorOf.get(tensor) ?? tensor;
  const rowsOf = <Value>(
    find: (tensor: Tensor) => Value | undefined,
    valuesOf: (value: Value) => NumberArray,
  ): Row[] =>
    floatModel.subgraphs.flatMap(({ tensors }, subgraph) =>
      tensors.flatMap((tensor, index): Row[] => {
        const value = find(tensor);
        return value === undefined ? [] : [{ subgraph, index, values: valuesOf(value) }];
      }),
    );
  const seen = (tensor: Tensor): TensorStatistics | undefined => statistics?.get(formOf(tensor));
  return {
    ranges: rowsOf((tensor) => ranges.get(formOf(tensor)), rangeValues),
    peaks: rowsOf((tensor) => origin?.channels.get(tensor), peakValues),
    extremes: rowsOf(seen, ({ range: { min, max } }) => Float32Array.of(min, max)),
    'histogram-edges': rowsOf(seen, ({ histogram }) =>
      Float32Array.from(histogram.bins(), ({ low, high }) => (isBelowZero(low) ? high : low)),
    ),
    'histogram-counts': rowsOf(seen, ({ histogram }) =>
      Uint32Array.from(histogram.bins(), ({ count }) => count),
    ),
  };
}

/** Bins of negative values begin at their upper edge; the one nearest to zero does at −0. */
function isBelowZero(low: number): boolean {
  return low < 0;
}

function rangeValues({ min, max, isSettled = false }: Range): NumberArray {
  return Float64Array.of(min, max, Number(isSettled));
}

function peakValues(seen: SeenChannels): NumberArray {
  const values = new Float64Array(2 * seen.channelCount);
  for (let channel = 0; channel < seen.channelCount; channel += 1) {
    const { typical, largest } = seen.peak(channel);
    values.set([typical, largest], 2 * channel);
  }
  return values;
}

/** @throws CodedError `ARTIFACT_INVALID` */
export function rangesFrom(model: Model, rows: readonly Row[]): ReadonlyMap<Tensor, Range> {
  return new Map(
    rows.map((row) => {
      const tensor = tensorOf(model, row);
      const [min = 0, max = 0, settled = 0] = row.values;
      if (row.values.length !== 3 || min > max || (settled !== 0 && settled !== 1))
        throw artifactInvalid(`what it says of ${tensor.name} is no range`);
      return [tensor, settled === 1 ? { min, max, isSettled: true } : { min, max }];
    }),
  );
}

/** @throws CodedError `ARTIFACT_INVALID` */
export function channelsFrom(model: Model, rows: readonly Row[]): ChannelsByTensor {
  return new Map(
    rows.map((row) => {
      const tensor = tensorOf(model, row);
      const { values } = row;
      const count = channelCount(tensor);
      if (values.length !== 2 * count || values.some((value) => value < 0))
        throw artifactInvalid(`what it says of ${tensor.name} are no peaks of its channels`);
      const peak = (channel: number) => ({
        typical: values[2 * channel] ?? 0,
        largest: values[2 * channel + 1] ?? 0,
      });
      return [tensor, { channelCount: count, peak }];
    }),
  );
}

function tensorOf({ subgraphs }: Model, { subgraph, index }: Row): Tensor {
  const tensor = subgraphs[subgraph]?.tensors[index];
  if (tensor !== undefined) return tensor;
  throw artifactInvalid(`there is no tensor ${index} in graph ${subgraph}`);
}
