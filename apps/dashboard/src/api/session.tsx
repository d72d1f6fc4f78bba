import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { Provider } from 'urql';
import { createApi } from './client';
import { keepToken, readToken, tokenInFragment } from './token';

export interface Session {
  /** Null before anybody signed in. */
  readonly token: string | null;
  /** The server did not know the last token. */
  readonly refused: boolean;
  /** False while the connection for live updates is broken. */
  readonly live: boolean;
  readonly signIn: (token: string) => void;
  readonly signOut: () => void;
}

const SessionContext = createContext<Session | null>(null);

/** Takes the token out of the page's address, so that it stays out of the history and of what people copy. */
export function takeTokenFromAddress(): void {
  const token = tokenInFragment(window.location.hash);
  if (token === null) return;
  keepToken(window.localStorage, token);
  const { pathname, search } = window.location;
  window.history.replaceState(window.history.state, '', pathname + search);
}

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [token, setToken] = useState(() => readToken(window.localStorage));
  const [refused, setRefused] = useState(false);
  const [live, setLive] = useState(true);

  const signIn = useCallback((next: string) => {
    keepToken(window.localStorage, next);
    setRefused(false);
    setLive(true);
    setToken(next);
  }, []);
  const signOut = useCallback(() => {
    keepToken(window.localStorage, null);
    setRefused(false);
    setToken(null);
  }, []);
  useSignInByAddress(signIn);

  const session = useMemo(
    () => ({ token, refused, live, signIn, signOut }),
    [token, refused, live, signIn, signOut],
  );
  const api = useMemo(
    () =>
      createApi({
        origin: window.location.origin,
        token: token ?? '',
        onRefused: () => {
          setRefused(true);
        },
        onLive: setLive,
      }),
    [token],
  );
  useEffect(() => api.close, [api]);

  return (
    <SessionContext value={session}>
      <Provider value={api.client}>{children}</Provider>
    </SessionContext>
  );
}

/** Opening a second link in a tab that already shows the dashboard only changes the fragment. */
function useSignInByAddress(signIn: (token: string) => void): void {
  useEffect(() => {
    const onHashChange = () => {
      const token = tokenInFragment(window.location.hash);
      takeTokenFromAddress();
      if (token !== null) signIn(token);
    };
    window.addEventListener('hashchange', onHashChange);
    return () => {
      window.removeEventListener('hashchange', onHashChange);
    };
  }, [signIn]);
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new TypeError('useSession() needs a SessionProvider around it');
  return session;
}
