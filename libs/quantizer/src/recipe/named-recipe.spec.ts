import { namedRecipe, recipeOf } from './named-recipe';
import { recipeFor } from './recipe';
import { SCHEMES } from './scheme';

describe('namedRecipe()', () => {
  it.each(SCHEMES)('knows the scheme %s', (name) => {
    expect(namedRecipe(name)).toEqual({ name, rules: recipeFor(name) });
    expect(recipeOf(name)).toEqual(namedRecipe(name));
  });

  it.each([
    ['dynamic_wi8_afp32', { scheme: 'dynamic', weightBits: 8 }],
    ['dynamic_wi4c_afp32_recipe', { scheme: 'dynamic', weightBits: 4 }],
    ['dynamic_wi4b128_afp32', { scheme: 'dynamic', weightBits: 4, blockSize: 128 }],
    ['dynamic_legacy_wi8_afp32', { scheme: 'dynamic', weightBits: 8, minimumElements: 1024 }],
    ['weight_only_wi4_afp32', { scheme: 'weight-only', weightBits: 4 }],
    ['static_wi8_ai8_recipe', { scheme: 'int8', weightBits: 8 }],
    ['static_wi8_ai16', { scheme: '16x8', weightBits: 8 }],
    ['static_wi4_ai8', { scheme: 'int8', weightBits: 4 }],
  ])('decodes %s', (name, rule) => {
    expect(namedRecipe(name)).toEqual({ name, rules: [rule] });
  });

  it.each([
    'dynamic_wi2_afp32',
    'dynamic_wi2b32_afp32',
    'dynamic_wi8b32_afp32',
    'dynamic_wi4b48_afp32',
    'dynamic_wi4c_hr_afp32',
    'dynamic_wi4_afp32_hadamard_recipe',
    'weight_only_wi4b32_afp32',
    'static_wi8_au8',
    'static_wi8_afp32',
    'dynamic_wi8_ai8',
    'gemma4_mixed48_b32',
  ])('refuses %s by name', (name) => {
    expect(() => namedRecipe(name)).toThrow(
      expect.objectContaining({
        code: 'RECIPE_UNSUPPORTED',
        message: expect.stringContaining(name) as string,
      }) as Error,
    );
  });

  it.each(['recipe.json', './static_wi8_ai8', 'Static_wi8_ai8', '', 'dynamic_wi8'])(
    'takes %j for no name',
    (name) => {
      expect(namedRecipe(name)).toBeUndefined();
    },
  );
});
