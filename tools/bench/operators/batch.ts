import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Judged } from '../quantizer/cell';
import { complaint, runProgram } from '../quantizer/commands/run-program';
import type { PeerEnvironment } from '../quantizer/peer/peer-environment';
import { workspacePath } from '../quantizer/workspace';

/** A piece of work for `batch.py`, which has a function of this name that takes these arguments. */
export interface Piece {
  readonly work: 'judge' | 'quantize' | 'ranges';
  readonly arguments: Readonly<Record<string, string | number | null>>;
}

const SCRIPT = join(__dirname, '../quantizer/peer/batch.py');

/** Does many small pieces of work in the peer's environment; a piece that ends its process is a fault of that piece. */
export async function inBatch<T extends object>(
  { python }: PeerEnvironment,
  pieces: readonly Piece[],
): Promise<Judged<T>[]> {
  const [tasks, answers] = ['tasks', 'answers'].map((name) =>
    workspacePath('operators', `${name}.json`),
  ) as [string, string];
  writeFileSync(tasks, JSON.stringify(pieces));
  const { status, stderr } = await runProgram(python, [SCRIPT, tasks, answers]);
  if (status !== 0) throw new Error(`batch.py: ${complaint(status, stderr)}`);
  const replies = JSON.parse(readFileSync(answers, 'utf8')) as (
    { readonly value: T } | { readonly fault: string }
  )[];
  return replies.map((reply) => ('fault' in reply ? reply : reply.value));
}
