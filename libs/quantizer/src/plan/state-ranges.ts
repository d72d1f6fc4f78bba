import { type Model, sameShape, type Tensor } from '@flotilla/tflite';
import { type Range, unionOf } from '../numerics/range';

/**
 * Gives states that a program hands from one invocation to the next (a key-value cache: an output of some signature, and
 * an input of the same name and shape) one range wherever they appear. Their scales are then equal, so that what comes out
 * of one graph goes into the next without being rounded again.
 */
export function withStateRanges(
  { signatures }: Pick<Model, 'signatures'>,
  ranges: ReadonlyMap<Tensor, Range>,
): ReadonlyMap<Tensor, Range> {
  const written = portsOf(signatures.flatMap(({ outputs }) => outputs));
  const read = portsOf(signatures.flatMap(({ inputs }) => inputs));
  const result = new Map(ranges);
  for (const [name, outputs] of written) {
    const tensors = [...outputs, ...(read.get(name) ?? [])];
    const [first] = tensors;
    const known = tensors.flatMap((tensor) => ranges.get(tensor) ?? []);
    const [range, ...others] = known;
    if (!read.has(name) || first === undefined || range === undefined) continue;
    if (!tensors.every(({ type, shape }) => type === 'FLOAT32' && sameShape(shape, first.shape)))
      continue;
    const settled = { ...others.reduce(unionOf, range), isSettled: true };
    for (const tensor of tensors) {
      if (ranges.has(tensor) && ranges.get(tensor)?.isSettled !== true) result.set(tensor, settled);
    }
  }
  return result;
}

function portsOf(
  entries: readonly { readonly name: string; readonly tensor: Tensor }[],
): Map<string, Tensor[]> {
  const ports = new Map<string, Tensor[]>();
  for (const { name, tensor } of entries) ports.set(name, [...(ports.get(name) ?? []), tensor]);
  return ports;
}
