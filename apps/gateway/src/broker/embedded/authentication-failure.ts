import type { AuthenticateError } from 'aedes';
import { isCodedError } from '@flotilla/foundation';

/** CONNACK return codes, MQTT 3.1.1 table 3.1. */
const returnCodes = {
  SERVER_UNAVAILABLE: 3,
  BAD_USERNAME_OR_PASSWORD: 4,
  NOT_AUTHORIZED: 5,
} as const;

/** An error that makes aedes answer a CONNECT with the fitting return code. */
export function authenticationFailure(cause: unknown): AuthenticateError {
  const message = cause instanceof Error ? cause.message : 'the device is not admitted';
  // The type's `const enum` lives in a declaration file and has no value to import.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
  return Object.assign(new Error(message, { cause }), { returnCode: returnCodeOf(cause) });
}

function returnCodeOf(cause: unknown): number {
  const code = isCodedError(cause) ? cause.code : 'KEY_UNAVAILABLE';
  switch (code) {
    case 'INVALID_TOKEN':
      return returnCodes.BAD_USERNAME_OR_PASSWORD;
    case 'UNKNOWN_DEVICE':
    case 'FORBIDDEN_TOPIC':
      return returnCodes.NOT_AUTHORIZED;
    default:
      return returnCodes.SERVER_UNAVAILABLE;
  }
}
