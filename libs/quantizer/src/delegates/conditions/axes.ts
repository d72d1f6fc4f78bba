import { constantData, isConstant, type Operator } from '@flotilla/tflite';
import { type Condition, unless } from './condition';

/** Along height and width of images. */
export const spatialMean: Condition = unless(
  'it is no mean over an image',
  (operator) =>
    operator.inputs[0]?.shape.length === 4 &&
    axesOf(operator)?.every((axis) => axis === 1 || axis === 2) === true,
);

export const leavesBatch: Condition = unless('it works along the batch', (operator) => {
  const axes = axesOf(operator);
  return axes !== undefined && !axes.includes(0);
});

export const reducesFoursOfChannels: Condition = unless(
  'it reduces channels whose number is no multiple of 4',
  (operator) => {
    const shape = operator.inputs[0]?.shape ?? [];
    return !axesOf(operator)?.includes(shape.length - 1) || (shape.at(-1) ?? 0) % 4 === 0;
  },
);

/** Nothing before or behind batch and, where asked, channels. */
export function padsNot(...axes: readonly ('batch' | 'channels')[]): Condition {
  return unless(`it pads ${axes.join(' or ')}`, ({ inputs: [, paddings] }) => {
    if (!isConstant(paddings) || paddings.type !== 'INT32') return false;
    const amounts = [...constantData(paddings, 'INT32')];
    const batch = axes.includes('batch') ? amounts.slice(0, 2) : [];
    const channels = axes.includes('channels') ? amounts.slice(-2) : [];
    return [...batch, ...channels].every((amount) => amount === 0);
  });
}

export const joinsChannels: Condition = unless(
  'it does not join channels',
  ({ inputs: [input], options }) =>
    options?.type === 'ConcatenationOptions' &&
    (options.axis === -1 || options.axis === (input?.shape.length ?? 0) - 1),
);

/** The axes that a reduction, a SPLIT or a PACK works along; `undefined` where the file does not tell. */
function axesOf({ code, inputs, options }: Operator): number[] | undefined {
  if (options?.type === 'PackOptions') {
    return fromFront([options.axis], (inputs[0]?.shape.length ?? 0) + 1);
  }
  const [data, axes] = code === 'SPLIT' ? [inputs[1], inputs[0]] : inputs;
  if (!data || !isConstant(axes) || axes.type !== 'INT32') return undefined;
  return fromFront(constantData(axes, 'INT32'), data.shape.length);
}

function fromFront(axes: Iterable<number>, rank: number): number[] {
  return Array.from(axes, (axis) => (axis < 0 ? axis + rank : axis));
}
