import { litertRecipe } from './litert/recipe-name';
import { type NamedRecipe, recipeFor } from './recipe';
import { type Scheme, SCHEMES } from './scheme';

/**
 * The recipe that goes by a name: one of our schemes, or a name of LiteRT Quantizer's, decoded by its parts.
 * @returns undefined where the text is no such name
 * @throws CodedError `RECIPE_UNSUPPORTED` for a name that asks for what no kernel here computes
 */
export function namedRecipe(name: string): NamedRecipe | undefined {
  const scheme = SCHEMES.find((candidate) => candidate === name);
  const rules = scheme === undefined ? litertRecipe(name) : recipeFor(scheme);
  return rules && { name, rules };
}

/** What is asked for, be it a scheme or a recipe of one's own. */
export function recipeOf(asked: Scheme | NamedRecipe): NamedRecipe {
  return typeof asked === 'string' ? { name: asked, rules: recipeFor(asked) } : asked;
}
