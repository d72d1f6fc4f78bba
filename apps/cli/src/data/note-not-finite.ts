import { findNotFinite, type Subject } from '@flotilla/evaluation';
import type { CliContext } from '../context';
import type { DataSource } from './data-for-model';

/**
 * Says so where a float input will be given NaN or infinity: the model runs, and what it answers for such a sample means
 * nothing. Quantized inputs refuse them.
 */
export function noteNotFinite(
  { note }: CliContext,
  { path, given }: DataSource,
  { interpreter }: Subject,
): void {
  if (interpreter.inputs.every(({ type }) => !type.startsWith('FLOAT'))) return;
  const place = findNotFinite(given);
  if (place === undefined) return;
  const array = place.name === '' ? '' : ` in ${JSON.stringify(place.name)}`;
  note(
    `${path} holds NaN or infinity, first at index (${place.index.join(', ')})${array}; what the model gives for such samples means nothing`,
  );
}
