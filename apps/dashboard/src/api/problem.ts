/** Something that went wrong, as it is shown: a stable code, what happened, and what to do about it. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly advice: string | null;
}

const unsound = 'Save the file again, and upload it anew.';
const damaged = 'The file is cut off or damaged: get it again, and upload it anew.';

/** What the server's own words leave open. */
const advice: Readonly<Record<string, string>> = {
  UNREACHABLE: 'Check that Flotilla is running; this page goes on by itself when it is back.',
  UNAVAILABLE: 'The server is busy or starting again; try again in a moment.',
  UNAUTHENTICATED: 'Open the link that Flotilla printed at its start, or paste its token.',
  NOT_FOUND: 'It may belong to another installation; go back to the list.',
  STATE_CONFLICT: 'It has moved on since you looked; look again and decide anew.',
  IDEMPOTENCY_CONFLICT: 'Reload the page and try again.',
  TOO_LARGE: 'Choose a smaller file, or raise the server’s upload limit.',
  TRUNCATED: damaged,
  MALFORMED: damaged,
  MALFORMED_ARCHIVE: damaged,
  MALFORMED_WEIGHTS: damaged,
  NPY_INVALID: unsound,
  NPZ_INVALID: unsound,
  UNSUPPORTED_FEATURE: 'The file is damaged, or newer than what Flotilla reads.',
  INTERNAL: 'Try again; if it stays, the server’s log knows more under the id above.',
};

/** What an error of urql looks like from here. */
interface ApiFailure {
  readonly message: string;
  readonly networkError?: Error | undefined;
  readonly graphQLErrors?: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  }[];
}

/** Puts a failed call into words; a server's own code and message win. */
export function problemOf(failure: ApiFailure): Problem {
  const [first] = failure.graphQLErrors ?? [];
  if (first === undefined) return problem('UNREACHABLE', 'Flotilla’s server does not answer');
  const code = first.extensions?.['code'];
  return problem(typeof code === 'string' ? code : 'INTERNAL', first.message);
}

/** A problem with the advice that belongs to its code. */
export function problem(code: string, message: string): Problem {
  return { code, message, advice: advice[code] ?? null };
}
