import type { Answer } from '../http/request';

export type DownloadAnswer =
  /** The bytes that follow, from `offset` of the file on. */
  | { readonly kind: 'bytes'; readonly offset: number }
  /** What we hold does not fit the server's file: begin again. */
  | { readonly kind: 'begin-again' }
  /** The server asks for patience; costs no attempt. */
  | { readonly kind: 'wait'; readonly retryAfterMs: number | null }
  /** May be a matter of our token or of a platform that is half up; worth a few attempts. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'gone' };

/** What the server's answer to a request for the bytes from `offset` on means. */
export function readDownloadAnswer(
  answer: Pick<Answer, 'status' | 'headers'>,
  offset: number,
): DownloadAnswer {
  const { status, headers } = answer;
  switch (status) {
    case 200:
      return { kind: 'bytes', offset: 0 };
    case 206: {
      const start = /^bytes (\d+)-/.exec(headers['content-range'] ?? '')?.[1];
      return Number(start) === offset ? { kind: 'bytes', offset } : { kind: 'begin-again' };
    }
    case 416:
      return { kind: 'begin-again' };
    case 404:
    case 410:
      return { kind: 'gone' };
    case 408:
    case 429:
      return { kind: 'wait', retryAfterMs: retryAfterMs(headers['retry-after']) };
    default:
      return status >= 500
        ? { kind: 'wait', retryAfterMs: retryAfterMs(headers['retry-after']) }
        : { kind: 'refused' };
  }
}

/** Seconds only: a date needs two clocks that agree. */
function retryAfterMs(header: string | undefined): number | null {
  const seconds = Number(header);
  return header !== undefined && seconds >= 0 && seconds <= 3600 ? seconds * 1000 : null;
}
