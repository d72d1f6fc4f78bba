const storageKey = 'flotilla.token';

/** The part of `localStorage` that is used here. */
export type TokenStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The token of a link such as `http://127.0.0.1:4000/#token=…`; null when the fragment carries none. */
export function tokenInFragment(fragment: string): string | null {
  const token = new URLSearchParams(fragment.replace(/^#/, '')).get('token')?.trim();
  return token === undefined || token === '' ? null : token;
}

/** Accepts what people paste: the token alone, or the whole link. */
export function tokenInText(text: string): string {
  const hash = text.indexOf('#');
  return (hash < 0 ? null : tokenInFragment(text.slice(hash))) ?? text.trim();
}

export function readToken(storage: TokenStorage): string | null {
  try {
    return storage.getItem(storageKey);
  } catch {
    // Storage may be switched off: the token then lasts as long as the page.
    return null;
  }
}

export function keepToken(storage: TokenStorage, token: string | null): void {
  try {
    if (token === null) storage.removeItem(storageKey);
    else storage.setItem(storageKey, token);
  } catch {
    // As above.
  }
}
