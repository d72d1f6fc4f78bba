import { ModelError, type ModelErrorCode } from '../errors';

export function archiveError(code: ModelErrorCode, problem: string, cause?: unknown): ModelError {
  return new ModelError(code, `cannot read the archive behind the model: ${problem}`, { cause });
}
