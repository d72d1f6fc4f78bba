import { z } from 'zod';
import { ConfigError } from './errors';
import { parseConfig } from './parse-config';

const schema = z.strictObject({
  port: z.coerce.number().int().min(0).max(65_535).default(4000),
  host: z.string().default('127.0.0.1'),
  databaseUrl: z.string(),
});
const names = { port: 'PORT', host: 'HOST', databaseUrl: 'DATABASE_URL' };

function faultsOf(parse: () => unknown): ConfigError {
  try {
    parse();
  } catch (error) {
    if (error instanceof ConfigError) return error;
  }
  throw new Error('it was accepted');
}

describe('parseConfig()', () => {
  it('takes values by their variables, defaults for what is absent or empty, and freezes', () => {
    const config = parseConfig(schema, names, { DATABASE_URL: 'postgres://x', HOST: '' });
    expect(config).toEqual({ port: 4000, host: '127.0.0.1', databaseUrl: 'postgres://x' });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('reports every fault at once, by the name of its variable', () => {
    const faults = faultsOf(() => parseConfig(schema, names, { PORT: '99999' }));
    expect(faults.code).toBe('INVALID_CONFIG');
    for (const name of ['PORT', 'DATABASE_URL']) expect(faults.message).toContain(name);
  });
});
