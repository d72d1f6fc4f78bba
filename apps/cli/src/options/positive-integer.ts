import { InvalidArgumentError } from 'commander';

/** A parser for options that count something. */
export function positiveInteger(limit: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!(value >= 1 && value <= limit)) {
      throw new InvalidArgumentError(`Give a whole number from 1 to ${limit}.`);
    }
    return value;
  };
}
