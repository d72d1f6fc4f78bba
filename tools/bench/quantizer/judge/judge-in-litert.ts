import { join } from 'node:path';
import type { Judged, Latencies } from '../cell';
import { runForJson } from '../commands/run-program';
import type { PeerEnvironment } from '../peer/peer-environment';
import type { SampleFile } from '../photos/photo-sets';
import { digest, digestOfFiles, remembered, workspacePath } from '../workspace';
import type { Verdict } from './verdict';

const PEER_FOLDER = join(__dirname, '../peer');
const SCRIPTS = ['judge.py', 'litert.py'].map((name) => join(PEER_FOLDER, name));

interface File {
  readonly path: string;
  readonly digest: string;
}

/** In a process of its own, which a file may end; what it says of the same files is said once. */
export async function judgeInLitert(
  { python, runtime }: PeerEnvironment,
  reference: File,
  file: File,
  samples: SampleFile,
): Promise<Judged<Verdict>> {
  const key = digest(
    reference.digest,
    file.digest,
    samples.digest,
    runtime,
    digestOfFiles(...SCRIPTS),
  );
  return remembered(workspacePath('verdicts', `litert-${key}.json`), () =>
    orFault(() =>
      runForJson<Verdict>(python, [
        join(PEER_FOLDER, 'judge.py'),
        reference.path,
        file.path,
        samples.path,
      ]),
    ),
  );
}

export async function timeInLitert(
  { python }: PeerEnvironment,
  files: readonly string[],
  samples: SampleFile,
  options: { readonly runs: number; readonly threads: number },
): Promise<Judged<Latencies>> {
  const script = join(PEER_FOLDER, 'latency.py');
  const flags = ['--runs', String(options.runs), '--threads', String(options.threads)];
  return orFault(async () => {
    const times = await runForJson<number[][]>(python, [script, samples.path, ...files, ...flags]);
    const [float = [], ours = [], peer = []] = times;
    return { float, ours, peer };
  });
}

async function orFault<T>(run: () => Promise<T>): Promise<Judged<T>> {
  try {
    return await run();
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
