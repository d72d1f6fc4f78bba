import { quantizerError } from '../../errors';
import { BLOCK_SIZES, type Recipe, type RecipeRule } from '../recipe';

/** `dynamic_wi4b32_afp32`: kernels, weight bits, granularity, rotation, activations. */
const NAME =
  /^(?<mode>dynamic|weight_only|static)(?<legacy>_legacy)?_wi(?<bits>\d+)(?:c|b(?<block>\d+))?(?<rotated>_hr|_hadamard)?_a(?<activations>fp32|[iu]\d+)(?<rotatedToo>_hadamard)?(?:_recipe)?$/u;

/** Recipes for the parts of language models, of which each has another model for its subject. */
const FAMILIES = /^gemma\d/u;

/** As the TFLite converter had it. */
const LEGACY_MINIMUM = 1024;

const ACTIVATIONS: Readonly<Record<string, 'int8' | '16x8'>> = { i8: 'int8', i16: '16x8' };

/**
 * The recipe that LiteRT Quantizer means by a name, such as `static_wi8_ai8` or `dynamic_wi4b32_afp32_recipe`.
 * @returns undefined where the text is no such name
 * @throws CodedError `RECIPE_UNSUPPORTED` for one that no kernel here computes
 */
export function litertRecipe(name: string): Recipe | undefined {
  const refuse = (part: string, help: string) =>
    quantizerError('RECIPE_UNSUPPORTED', `The recipe ${name} asks for ${part}; ${help}`);
  if (FAMILIES.test(name)) {
    throw refuse('several models at once', 'give each its own recipe, such as dynamic_wi4c_afp32');
  }
  const { groups } = NAME.exec(name) ?? {};
  if (groups === undefined) return undefined;
  const { mode, legacy, bits, block, activations = '' } = groups;
  const weightBits = ([4, 8] as const).find((count) => String(count) === bits);
  if (weightBits === undefined) throw refuse(`${bits}-bit weights`, 'there are 4 and 8 bits');
  if (groups['rotated'] !== undefined || groups['rotatedToo'] !== undefined) {
    throw refuse('Hadamard rotations', 'leave them out: --effort balanced equalizes channels');
  }
  const isFloat = activations === 'fp32';
  const blockSize = BLOCK_SIZES.find((size) => String(size) === block);
  if (block !== undefined && (blockSize === undefined || weightBits !== 4 || mode !== 'dynamic')) {
    throw refuse(
      `blocks of ${block} ${bits}-bit weights under ${mode ?? ''} kernels`,
      `only dynamic kernels read blocks, of ${BLOCK_SIZES.join(', ')} 4-bit weights`,
    );
  }
  const scheme = mode === 'static' ? ACTIVATIONS[activations] : undefined;
  if (mode === 'static' ? scheme === undefined : !isFloat) {
    throw refuse(
      `${mode ?? ''} kernels with a${activations}`,
      'write afp32, or static with ai8 or ai16',
    );
  }
  if (scheme !== undefined) return [{ scheme, weightBits }];
  const rule: RecipeRule = {
    scheme: mode === 'dynamic' ? 'dynamic' : 'weight-only',
    weightBits,
    ...(legacy !== undefined && { minimumElements: LEGACY_MINIMUM }),
    ...(blockSize !== undefined && { blockSize }),
  };
  return [rule];
}
