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
    console.error(isCodedError(error) ? `${error.code}: ${error.message}` : error);
    process.exit(1);
  },
);
