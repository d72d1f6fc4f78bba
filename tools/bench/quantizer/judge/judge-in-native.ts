import { join } from 'node:path';
import type { Judged } from '../cell';
import { runForJson } from '../commands/run-program';
import { ROOT } from '../workspace';
import type { Verdict } from './verdict';

/** In a process of its own, since native code may end it. */
export async function judgeInNative(
  reference: string,
  file: string,
  samples: string,
): Promise<Judged<Verdict>> {
  const script = join(__dirname, 'native-judge.ts');
  try {
    return await runForJson<Verdict>(process.execPath, [
      join(ROOT, 'tools/run-ts.cjs'),
      script,
      reference,
      file,
      samples,
    ]);
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
