import { InvalidArgumentError } from 'commander';
import type { Normalization } from '@flotilla/tflite';

const forms = 'Give MEAN,STD, or one of each for every channel as M1,M2,M3/S1,S2,S3.';

/** `127.5,127.5` for all channels, or `M1,M2,M3/S1,S2,S3`. */
export function parseNormalization(text: string): Normalization {
  const [first = '', second, ...rest] = text.split('/');
  const lists = second === undefined ? first.split(',').map(numbers) : [first, second].map(numbers);
  const [mean, std] = lists;
  if (lists.length !== 2 || rest.length > 0 || !mean || !std) throw new InvalidArgumentError(forms);
  if (std.includes(0)) throw new InvalidArgumentError('A deviation of 0 would divide by it.');
  return { mean, std };
}

function numbers(text: string): number[] {
  return text.split(',').map((part) => {
    const value = part.trim() === '' ? NaN : Number(part);
    if (!Number.isFinite(value)) throw new InvalidArgumentError(forms);
    return value;
  });
}
