import { createLogger } from './logger';

function collect() {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { logger: createLogger({ name: 'test', destination }), lines };
}

describe('createLogger()', () => {
  it('writes one JSON object a line, with the name and the details', () => {
    const { logger, lines } = collect();
    logger.child({ part: 'a' }).warn({ deviceId: 'd' }, 'gone');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ name: 'test', part: 'a', deviceId: 'd', msg: 'gone' }),
    ]);
  });

  it('never writes a secret', () => {
    const { logger, lines } = collect();
    logger.info({ token: 'hush-1', headers: { authorization: 'hush-2' } }, 'call');
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/hush/u);
  });
});
