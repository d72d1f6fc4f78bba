import { join } from 'node:path';
import { isCodedError } from '@flotilla/foundation';
import { readOptions } from './options';
import { runStandalone } from './run-standalone';

const root = join(__dirname, '..', '..', '..');

runStandalone(readOptions(process.argv.slice(2), root), root).then(
  (exitCode) => {
    process.exit(exitCode);
  },
  (error: unknown) => {
    console.error(isCodedError(error) ? `${error.code}: ${error.message}` : uncoded(error));
    process.exit(1);
  },
);

/** What the system refuses is no fault of this program, and its message says which file or port it was. */
function uncoded(error: unknown): unknown {
  return error instanceof Error && 'syscall' in error ? `cannot go on: ${error.message}` : error;
}
