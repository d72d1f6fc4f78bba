import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema } from 'graphql';
import { compareSchemas } from './compare-schemas';
import { generateSchema } from './generate-schema';

describe('generateSchema()', () => {
  it('gives the committed schema', async () => {
    const file = path.resolve(__dirname, '../../schema.graphql');
    const committed = buildSchema(readFileSync(file, 'utf8'));
    expect(compareSchemas(committed, await generateSchema())).toEqual({
      breaking: [],
      differs: false,
    });
  });
});
