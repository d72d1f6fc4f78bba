import { InvalidArgumentError } from 'commander';

/** A parser for options that are a number, such as a share or decibels. */
export function numberWithin(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    if (!(value >= least && value <= most)) {
      throw new InvalidArgumentError(`Give a number from ${least} to ${most}.`);
    }
    return value;
  };
}
