import { ModelError } from '../errors';
import type { Model } from '../model';
import { type Normalization, normalizationOf } from './normalization';

/**
 * How each input of the main graph is normalized, in order, as the file says. Nothing where its metadata cannot be read, of
 * which the model itself is none the worse.
 */
export function statedNormalizations(model: Model): (Normalization | undefined)[] {
  const { inputs = [] } = model.subgraphs[0] ?? {};
  try {
    return inputs.map((_, input) => normalizationOf(model, input));
  } catch (error) {
    if (error instanceof ModelError) return [];
    throw error;
  }
}
