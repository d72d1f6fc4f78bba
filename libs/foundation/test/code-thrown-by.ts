import { isCodedError } from '../src/coded-error';

/** The code of the `CodedError` that a function throws; anything else goes on. */
export function codeThrownBy(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isCodedError(error)) return error.code;
    throw error;
  }
  throw new Error('nothing was thrown');
}
