import { CodedError } from '@flotilla/foundation';

/**
 * - `TOO_LARGE`: more bytes than any message of this kind needs
 * - `MALFORMED`: not the FlatBuffer that this kind of message is
 * - `INVALID_VALUE`: well-formed, but a field holds what the protocol does not allow
 */
export type ProtocolErrorCode = 'TOO_LARGE' | 'MALFORMED' | 'INVALID_VALUE';

export function protocolError(
  code: ProtocolErrorCode,
  message: string,
  cause?: unknown,
): CodedError<ProtocolErrorCode> {
  return new CodedError(code, message, cause === undefined ? undefined : { cause });
}
