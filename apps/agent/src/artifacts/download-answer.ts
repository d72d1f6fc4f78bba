import type { Answer } from '../http/request';

export type DownloadAnswer =
  /** The bytes that follow, from `offset` of the file on. */
  | { readonly kind: 'bytes'; readonly offset: number }
  /** The server's file is not of the size desired, or what we hold does not fit it: begin again. */
  | { readonly kind: 'begin-again' }
  /** The server asks for patience; costs no attempt. */
  | { readonly kind: 'wait'; readonly retryAfterMs: number | null }
  /** May be a matter of our token or of a platform that is half up; worth a few attempts. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'gone' };

/** What the server's answer to a request for the bytes from `offset` on means, for a file of `sizeBytes`. */
export function readDownloadAnswer(
  answer: Pick<Answer, 'status' | 'headers'>,
  { offset, sizeBytes }: { readonly offset: number; readonly sizeBytes: number },
): DownloadAnswer {
  const { status, headers } = answer;
  switch (status) {
    case 200: {
      // Without a length (chunked) it is counted as it arrives.
      const length = Number(headers['content-length'] ?? sizeBytes);
      return length === sizeBytes ? { kind: 'bytes', offset: 0 } : { kind: 'begin-again' };
    }
    case 206: {
      const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers['content-range'] ?? '');
      const [, start, total] = range ?? [];
      const fits = Number(start) === offset && (total === '*' || Number(total) === sizeBytes);
      return fits ? { kind: 'bytes', offset } : { kind: 'begin-again' };
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
