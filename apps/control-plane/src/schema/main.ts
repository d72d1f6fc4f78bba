import 'reflect-metadata';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildSchema, printSchema } from 'graphql';
import { compareSchemas } from './compare-schemas';
import { generateSchema } from './generate-schema';

const committedPath = path.resolve(__dirname, '../../schema.graphql');

/** `main.js --check` compares the code with the committed schema, `--write` brings the file up to date. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean' },
      write: { type: 'boolean' },
      'allow-breaking': { type: 'boolean' },
    },
  });
  const generated = await generateSchema();
  const committed = existsSync(committedPath)
    ? buildSchema(readFileSync(committedPath, 'utf8'))
    : generated;
  const { breaking, differs } = compareSchemas(committed, generated);
  const refused = breaking.length > 0 && !(values.write && values['allow-breaking']);
  if (refused) {
    const remedy = values.write
      ? 'Keep the old form beside the new one, or accept the break with --allow-breaking'
      : 'Keep the old form beside the new one';
    process.stderr.write(
      `The API would break its callers:\n  ${breaking.join('\n  ')}\n${remedy}.\n`,
    );
    return 1;
  }
  if (values.write) {
    writeFileSync(committedPath, `${printSchema(generated)}\n`);
    return 0;
  }
  if (differs) {
    process.stderr.write(
      'apps/control-plane/schema.graphql is out of date: run npm run schema -- --write\n',
    );
    return 1;
  }
  return 0;
}

void main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 1;
  },
);
