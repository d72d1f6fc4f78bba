import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TFLITE_SCHEMA } from '../src/schema/file-model';
import { describeSchema } from './describe-schema';

/** What Google's own package says; see `fixtures/describe_official_schema.py`. */
const official = JSON.parse(
  readFileSync(join(__dirname, 'fixtures/official-schema.json'), 'utf8'),
) as {
  readonly enumerations: Readonly<Record<string, readonly string[]>>;
  /** `name: type = default` by slot; null for a deprecated field. */
  readonly tables: Readonly<Record<string, readonly (string | null)[]>>;
};

const { tables, enumerations } = describeSchema(TFLITE_SCHEMA.root);

/** Ours bears another name where the official one would hide the tag of the union that its table belongs to. */
const renamed: Readonly<Record<string, string>> = {
  'LSHProjectionOptions.projectionType': 'type',
};

describe('the schema, against the official one,', () => {
  it('has all its tables and no others', () => {
    expect([...tables.keys()].sort()).toEqual(Object.keys(official.tables).sort());
  });

  it.each([...tables])('has the fields of %s: slots, names, types and defaults', (name, fields) => {
    const officially = fields.map((field) =>
      field === null ? null : field.replace(/^\w+/u, (own) => renamed[`${name}.${own}`] ?? own),
    );
    expect(officially).toEqual(official.tables[name]);
  });

  it('has all its enumerations and unions and no others', () => {
    expect([...enumerations.keys()].sort()).toEqual(Object.keys(official.enumerations).sort());
  });

  it.each([...enumerations])('numbers the members of %s', (name, members) => {
    expect(members).toEqual(official.enumerations[name]);
  });
});
