import { checkHealth } from './health';

describe('checkHealth()', () => {
  it('is well only when every part answers in time', async () => {
    const good = { name: 'good', check: () => Promise.resolve() };
    const bad = { name: 'bad', check: () => Promise.reject(new Error('no')) };
    const silent = { name: 'silent', check: () => new Promise(() => undefined) };
    expect(await checkHealth([good])).toEqual({ ok: true, checks: { good: 'ok' } });
    expect(await checkHealth([good, bad, silent], 20)).toEqual({
      ok: false,
      checks: { good: 'ok', bad: 'failing', silent: 'slow' },
    });
  });
});
