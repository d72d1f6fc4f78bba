import { isCodedError } from '@flotilla/foundation';

/** The code of the `CodedError` that `act` throws; undefined when it throws none. Any other error passes through. */
export function codeOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (isCodedError(error)) return error.code;
    throw error;
  }
}
