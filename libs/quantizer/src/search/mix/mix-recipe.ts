import type { Operator } from '@flotilla/tflite';
import type { NamedRecipe, RecipeRule } from '../../recipe/recipe';
import { recipeFor } from '../../recipe/recipe';
import { MIX_SCHEMES, type MixScheme } from './mix-option';
import type { MixUnit } from './mix-unit';

/** As long as a recipe file's patterns may be. */
const LONGEST_PATTERN = 1000;

/** A recipe that makes of each unit what was picked for it, and stores in halves what no unit has weights of. */
export function mixRecipe(
  name: string,
  units: readonly MixUnit[],
  schemes: readonly MixScheme[],
): NamedRecipe {
  return { name, rules: [...recipeFor('float16'), ...unitRules(units, schemes)] };
}

/** The rules of units alone; other operators are left to the rules before. Later ones are finer, and win. */
export function unitRules(
  units: readonly MixUnit[],
  schemes: readonly (MixScheme | undefined)[],
): RecipeRule[] {
  return MIX_SCHEMES.flatMap((scheme) =>
    patternsOf(
      units.flatMap((unit, at) => (schemes[at] === scheme ? concerned(unit, scheme) : [])),
    ).map((name): RecipeRule => ({ name, scheme, ...(scheme === 'float16' && FEWEST_HALVES) })),
  );
}

/** A single value may be an epsilon, which float16 flushes to zero. */
const FEWEST_HALVES = { minimumElements: 2 };

/** Constants of operators without weights are stored in halves rather than not at all. */
function concerned({ weighted, others }: MixUnit, scheme: MixScheme): readonly Operator[] {
  return scheme === 'weight-only' ? weighted : [...weighted, ...others];
}

/**
 * Patterns that match the operators' first outputs, by whole names, as few as their length allows. An operator whose name
 * fits into none is left to the rules before.
 */
function patternsOf(operators: readonly Operator[]): string[] {
  const names = operators.flatMap(({ outputs: [output] }) =>
    output === undefined ? [] : [escaped(output.name)],
  );
  const groups: string[][] = [];
  for (const name of new Set(names)) {
    if (whole([name]).length > LONGEST_PATTERN) continue;
    const last = groups.at(-1);
    if (last !== undefined && whole([...last, name]).length <= LONGEST_PATTERN) last.push(name);
    else groups.push([name]);
  }
  return groups.map(whole);
}

function whole(alternatives: readonly string[]): string {
  return `^(?:${alternatives.join('|')})$`;
}

function escaped(name: string): string {
  return name.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
}
