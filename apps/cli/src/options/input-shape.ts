import { InvalidArgumentError } from 'commander';
import { positiveInteger } from './positive-integer';

const MOST = 2 ** 31 - 1;
const size = positiveInteger(MOST);

/** Shapes by the name of the input. */
export type ShapesByName = ReadonlyMap<string, readonly number[]>;

/** `NAME=1x256x256x3`, added to those given before. Names may hold `=`. */
export function addInputShape(text: string, known: ShapesByName = new Map()): ShapesByName {
  const { name, sizes } = /^(?<name>.+)=(?<sizes>[\dx]+)$/su.exec(text)?.groups ?? {};
  if (name === undefined || sizes === undefined) {
    throw new InvalidArgumentError('Give NAME=1x256x256x3.');
  }
  if (known.has(name)) throw new InvalidArgumentError(`The shape of ${name} was given before.`);
  return new Map(known).set(name, sizes.split('x').map(size));
}

/** A count of samples, or `open`. */
export function parseBatch(text: string): number | 'open' {
  return text === 'open' ? text : size(text);
}
