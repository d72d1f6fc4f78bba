import { z } from 'zod';
import { quantizerError } from '../errors';
import { litertRecipeSchema } from './litert/recipe-file';
import type { NamedRecipe } from './recipe';
import { recipeFileSchema } from './recipe-schema';

/** What reports call a recipe that has no name of its own. */
const UNNAMED = 'custom';

/**
 * Reads a recipe file: one of our own, or the list of rules that LiteRT Quantizer writes.
 * @throws CodedError `RECIPE_INVALID` that names each rule and field that cannot be used
 */
export function parseRecipe(text: string): NamedRecipe {
  const content = parseJson(text);
  if (Array.isArray(content)) {
    return { name: UNNAMED, rules: checked(litertRecipeSchema, content) };
  }
  const { name = UNNAMED, rules } = checked(recipeFileSchema, content);
  return { name, rules };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw quantizerError('RECIPE_INVALID', 'The recipe is no JSON', { cause });
  }
}

function checked<Schema extends z.ZodType>(schema: Schema, content: unknown): z.output<Schema> {
  const { success, data, error } = schema.safeParse(content);
  if (success) return data;
  const faults = error.issues.map(
    ({ path, message }) => `${z.core.toDotPath(path) || 'the whole'}: ${message}`,
  );
  throw quantizerError('RECIPE_INVALID', `The recipe cannot be used: ${faults.join('; ')}`);
}
