import {
  type AccuracyTarget,
  type NamedRecipe,
  namedRecipe,
  parseRecipe,
  type Scheme,
} from '@flotilla/quantizer';
import { aboutFile, CliError } from '../errors';
import { readInputFile } from '../files/read-input-file';
import type { QuantizeArguments } from './quantize-arguments';

/**
 * The scheme, the recipe that has a name or lies in a file, or the accuracy that a mix is to be found for.
 * @throws CliError `USAGE` for none of them, and for several
 */
export async function askedRecipe(
  options: QuantizeArguments,
): Promise<Scheme | NamedRecipe | AccuracyTarget> {
  const { scheme, recipe } = options;
  const target = askedTarget(options);
  if ([scheme, recipe, target].filter((each) => each !== undefined).length > 1) {
    throw new CliError(
      'USAGE',
      '--scheme, --recipe, and --min-snr or --min-agreement exclude each other; give one of them',
    );
  }
  if (target !== undefined) return target;
  if (scheme !== undefined) return scheme;
  if (recipe === undefined) {
    throw new CliError(
      'USAGE',
      'nothing says how to quantize; give --scheme, --recipe, --min-snr or --min-agreement',
    );
  }
  const named = namedRecipe(recipe);
  if (named !== undefined) return named;
  const bytes = await readInputFile(recipe);
  return aboutFile(recipe, () => parseRecipe(new TextDecoder().decode(bytes)));
}

/** @throws CliError `USAGE` for an option that is about a mix where none is asked for */
function askedTarget(options: QuantizeArguments): AccuracyTarget | undefined {
  const { minSnr, minAgreement, minInteger, allowMiss, writeRecipe } = options;
  if (minSnr !== undefined || minAgreement !== undefined) {
    return {
      ...(minSnr !== undefined && { minSnrDb: minSnr }),
      ...(minAgreement !== undefined && { minAgreement }),
      ...(minInteger !== undefined && { minIntegerShare: minInteger }),
    };
  }
  const [stray] = Object.entries({
    '--min-integer': minInteger,
    '--allow-miss': allowMiss,
    '--write-recipe': writeRecipe,
  }).find(([, value]) => value !== undefined) ?? [undefined];
  if (stray === undefined) return undefined;
  throw new CliError('USAGE', `${stray} is about a mix; add --min-snr or --min-agreement`);
}
