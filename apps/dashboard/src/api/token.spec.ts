import { keepToken, readToken, tokenInFragment, tokenInText, type TokenStorage } from './token';

describe('tokenInFragment()', () => {
  it.each([
    ['#token=abc', 'abc'],
    ['#token=a%2Bb&other=1', 'a+b'],
    ['#token=', null],
    ['#other', null],
    ['', null],
  ])('of %j is %j', (fragment, token) => {
    expect(tokenInFragment(fragment)).toBe(token);
  });
});

describe('tokenInText()', () => {
  it('takes a token or a whole link', () => {
    expect(tokenInText('  abc \n')).toBe('abc');
    expect(tokenInText('http://127.0.0.1:4000/#token=abc')).toBe('abc');
  });
});

describe('readToken() and keepToken()', () => {
  it('remember and forget', () => {
    const entries = new Map<string, string>();
    const storage: TokenStorage = {
      getItem: (key) => entries.get(key) ?? null,
      setItem: (key, value) => void entries.set(key, value),
      removeItem: (key) => void entries.delete(key),
    };
    keepToken(storage, 'abc');
    expect(readToken(storage)).toBe('abc');
    keepToken(storage, null);
    expect(readToken(storage)).toBeNull();
  });

  it('live without storage', () => {
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const storage: TokenStorage = { getItem: refuse, setItem: refuse, removeItem: refuse };
    keepToken(storage, 'abc');
    expect(readToken(storage)).toBeNull();
  });
});
