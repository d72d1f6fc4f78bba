import { isTransient, retryTransient } from './transient';

const codeOnly = (code: string) => Object.assign(new Error('x'), { code });

describe('isTransient()', () => {
  it.each([
    codeOnly('57P01'),
    codeOnly('P1001'),
    codeOnly('ECONNREFUSED'),
    new Error('outer', { cause: codeOnly('57P03') }),
    Object.assign(new Error('x'), { meta: { driverAdapterError: { cause: { code: '57P01' } } } }),
    new Error('Connection terminated unexpectedly'),
  ])('takes %o for a server that is away', (error) => {
    expect(isTransient(error)).toBe(true);
  });

  it.each([codeOnly('P2002'), codeOnly('23505'), new TypeError('bug'), null, 'text', undefined])(
    'takes %o for an answer',
    (error) => {
      expect(isTransient(error)).toBe(false);
    },
  );

  it('ends on a chain that leads back to itself', () => {
    const error = new Error('x');
    error.cause = error;
    expect(isTransient(error)).toBe(false);
  });
});

describe('retryTransient()', () => {
  it('calls again until it works', async () => {
    let calls = 0;
    const result = await retryTransient(() => {
      calls += 1;
      return calls < 3 ? Promise.reject(codeOnly('57P01')) : Promise.resolve('done');
    });
    expect([result, calls]).toEqual(['done', 3]);
  });

  it('gives up at once on an answer, and at the end of its time on a server that stays away', async () => {
    let calls = 0;
    const failing = (code: string) => () => {
      calls += 1;
      return Promise.reject(codeOnly(code));
    };
    await expect(retryTransient(failing('P2002'))).rejects.toMatchObject({ code: 'P2002' });
    expect(calls).toBe(1);
    await expect(retryTransient(failing('57P01'), { timeoutMs: 50 })).rejects.toMatchObject({
      code: '57P01',
    });
  });
});
