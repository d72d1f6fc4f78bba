import { z } from 'zod';
import { parseConfig } from './parse-config';

const schema = z.strictObject({
  port: z.coerce.number().int().min(0).max(65_535).default(4000),
  host: z.string().default('127.0.0.1'),
  databaseUrl: z.string(),
});
const names = { port: 'PORT', host: 'HOST', databaseUrl: 'DATABASE_URL' };

describe('parseConfig()', () => {
  it('takes values by their variables, defaults for what is absent or empty, and freezes', () => {
    const config = parseConfig(schema, names, { DATABASE_URL: 'postgres://x', HOST: '' });
    expect(config).toEqual({ port: 4000, host: '127.0.0.1', databaseUrl: 'postgres://x' });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('reports every fault at once, by the name of its variable', () => {
    const parse = () => parseConfig(schema, names, { PORT: '99999' });
    expect(parse).toThrow(expect.objectContaining({ code: 'INVALID_CONFIGURATION' }));
    expect(parse).toThrow(/PORT: .*\n.*DATABASE_URL: /u);
  });
});
