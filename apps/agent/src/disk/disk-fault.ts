import { type StepError, stepError, messageOf } from '../errors';
import { isErrno } from './read-file';

/** The step error for what the file system answered. */
export function diskFault(doing: string, error: unknown): StepError {
  return isErrno(error, 'ENOSPC', 'EDQUOT')
    ? stepError('DISK_FULL', `cannot ${doing}: no space is left`, error)
    : stepError('DISK_FAILED', `cannot ${doing}: ${messageOf(error)}`, error);
}
