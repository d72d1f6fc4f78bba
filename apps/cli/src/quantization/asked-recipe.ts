import { type NamedRecipe, namedRecipe, parseRecipe, type Scheme } from '@flotilla/quantizer';
import { aboutFile, CliError } from '../errors';
import { readInputFile } from '../files/read-input-file';

/**
 * The scheme, or the recipe that has a name or lies in a file.
 * @throws CliError `USAGE` for neither, and for both
 */
export async function askedRecipe({
  scheme,
  recipe,
}: {
  readonly scheme?: Scheme;
  readonly recipe?: string;
}): Promise<Scheme | NamedRecipe> {
  if (recipe === undefined) {
    if (scheme !== undefined) return scheme;
    throw new CliError('USAGE', 'nothing says how to quantize; give --scheme or --recipe');
  }
  if (scheme !== undefined) {
    throw new CliError('USAGE', '--scheme and --recipe exclude each other; give one of them');
  }
  const named = namedRecipe(recipe);
  if (named !== undefined) return named;
  const bytes = await readInputFile(recipe);
  return aboutFile(recipe, () => parseRecipe(new TextDecoder().decode(bytes)));
}
