import { protocolError } from './errors';
import { limits } from './limits';

/** Refuses a value that the protocol does not allow. `what` names the field. */
export type Check<T> = (value: T, what: string) => void;

/** One check a field: a field that nobody thought of does not compile. */
export function record<T extends object>(
  fields: { readonly [K in keyof T]-?: Check<T[K]> },
  whole: Check<T> = anything,
): Check<T> {
  const names = Object.keys(fields) as (keyof T & string)[];
  return (value, what) => {
    for (const name of names) fields[name](value[name], `${what}.${name}`);
    whole(value, what);
  };
}

export function list<T>(element: Check<T>, maximum: number): Check<readonly T[]> {
  return (values, what) => {
    if (values.length > maximum) {
      refuse(what, `${values.length} elements`, `at most ${maximum} are allowed`);
    }
    for (const [index, value] of values.entries()) element(value, `${what}[${index}]`);
  };
}

export function text(maximum: number, minimum = 0): Check<string> {
  return (value, what) => {
    if (value.length < minimum || value.length > maximum) {
      refuse(what, `${value.length} characters`, `${minimum} to ${maximum} are allowed`);
    }
    // PostgreSQL cannot store it.
    if (value.includes('\0')) refuse(what, 'text with a zero character', 'leave it out');
  };
}

export function bytesUpTo(maximum: number): Check<Uint8Array> {
  return (value, what) => {
    if (value.byteLength > maximum) {
      refuse(what, `${value.byteLength} bytes`, `at most ${maximum} are allowed`);
    }
  };
}

export function integerUpTo(maximum: number, minimum = 0): Check<number> {
  return (value, what) => {
    if (!Number.isInteger(value) || value < minimum || value > maximum) {
      refuse(what, String(value), `an integer from ${minimum} to ${maximum} is allowed`);
    }
  };
}

export function counterUpTo(maximum: bigint): Check<bigint> {
  return (value, what) => {
    if (value < 0n || value > maximum) refuse(what, String(value), `0 to ${maximum} is allowed`);
  };
}

export function numberBetween(minimum: number, maximum: number): Check<number> {
  return (value, what) => {
    // Written so that NaN fails.
    if (!(value >= minimum && value <= maximum)) {
      refuse(what, String(value), `${minimum} to ${maximum} is allowed`);
    }
  };
}

export function oneOf<T extends string>(members: readonly T[]): Check<T> {
  return (value, what) => {
    if (!members.includes(value)) {
      refuse(what, JSON.stringify(value), `one of ${members.join(', ')} is allowed`);
    }
  };
}

export const digest: Check<string> = (value, what) => {
  if (!/^[0-9a-f]{64}$/.test(value)) {
    refuse(what, `${value.length} characters`, 'a sha256 in 64 lower-case hex digits is allowed');
  }
};

export function emptyOr(check: Check<string>): Check<string> {
  return (value, what) => {
    if (value !== '') check(value, what);
  };
}

export const anything: Check<unknown> = () => undefined;
export const id = text(limits.idLength, 1);
export const idOrEmpty = text(limits.idLength);
export const name = text(limits.nameLength, 1);
export const nameOrEmpty = text(limits.nameLength);
export const code = text(limits.codeLength);
export const reason = text(limits.messageLength);
export const attempt = integerUpTo(limits.attempt);
export const counter = counterUpTo(limits.counter);
export const timestampMs = counterUpTo(limits.timestampMs);

export function refuse(what: string, value: string, rule: string): never {
  throw protocolError('INVALID_VALUE', `${what} cannot be ${value}: ${rule}`);
}
