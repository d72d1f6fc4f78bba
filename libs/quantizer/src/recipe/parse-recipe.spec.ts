import { makeOperator, makeTensor, type BuiltinOperator } from '@flotilla/tflite';
import { parseRecipe } from './parse-recipe';
import { decide } from './recipe';
import { recipeJsonSchema } from './recipe-schema';

const format = 'flotilla/recipe/1';

function parsed(...rules: unknown[]) {
  return parseRecipe(JSON.stringify({ format, rules }));
}

function decided(text: string, code: BuiltinOperator, name = 'x') {
  const outputs = [makeTensor({ name, type: 'FLOAT32', shape: [1] })];
  return decide(parseRecipe(text).rules, makeOperator({ code, inputs: [], outputs }));
}

describe('parseRecipe()', () => {
  it('reads rules in order and keeps the name', () => {
    const text = JSON.stringify({
      format,
      name: 'mixed',
      rules: [
        { scheme: 'int8' },
        { operators: ['SOFTMAX'], scheme: 'float' },
        {
          operators: ['FULLY_CONNECTED'],
          name: '^head/',
          scheme: 'dynamic',
          weightBits: 4,
          blockSize: 64,
        },
      ],
    });
    expect(parseRecipe(text).name).toBe('mixed');
    expect(decided(text, 'ADD').scheme).toBe('int8');
    expect(decided(text, 'SOFTMAX').scheme).toBe('float');
    expect(decided(text, 'FULLY_CONNECTED', 'head/1')).toMatchObject({ blockSize: 64 });
  });

  it('calls a recipe without a name custom', () => {
    expect(parsed({ scheme: 'float16', minimumElements: 2 })).toEqual({
      name: 'custom',
      rules: [{ scheme: 'float16', minimumElements: 2 }],
    });
  });

  it.each([
    ['an unknown scheme', { scheme: 'int3' }, 'rules[1].scheme'],
    ['an unknown operator', { scheme: 'int8', operators: ['CONV'] }, 'rules[1].operators[0]'],
    ['no operator', { scheme: 'int8', operators: [] }, 'rules[1].operators'],
    ['a name that is no pattern', { scheme: 'int8', name: '(' }, 'rules[1].name'],
    ['odd weights', { scheme: 'int8', weightBits: 3 }, 'rules[1].weightBits'],
    ['blocks of 8-bit weights', { scheme: 'dynamic', blockSize: 32 }, 'rules[1].blockSize'],
    ['an odd block', { scheme: 'dynamic', weightBits: 4, blockSize: 48 }, 'rules[1].blockSize'],
    ['a field of another scheme', { scheme: 'int8', minimumElements: 5 }, 'minimumElements'],
    ['an unknown field', { scheme: 'float', bits: 4 }, '"bits"'],
  ])('names rule and field of %s', (_, rule, place) => {
    expect(() => parsed({ scheme: 'int8' }, rule)).toThrow(
      expect.objectContaining({
        code: 'RECIPE_INVALID',
        message: expect.stringContaining(place) as string,
      }) as Error,
    );
  });

  it.each(['{', '4', 'null', '{}', '[]', '{"default":"other.json"}', '{"format":"x","rules":[]}'])(
    'refuses %s',
    (text) => {
      expect(() => parseRecipe(text)).toThrow(
        expect.objectContaining({ code: 'RECIPE_INVALID' }) as Error,
      );
    },
  );
});

describe('recipeJsonSchema()', () => {
  it('is plain JSON that tells the fields of each scheme', () => {
    const schema = recipeJsonSchema();
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      required: ['format', 'rules'],
      additionalProperties: false,
    });
    expect(JSON.stringify(schema)).toContain('"const":"weight-only"');
  });
});
