import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isCodedError } from '@flotilla/foundation';
import { exitStatusOf } from '../src/exit-status';
import { createProgram } from '../src/program';

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface InProcessOutcome extends Outcome {
  /** Of the error that ended it, which another process does not tell. */
  readonly code: string | undefined;
}

const binary = join(__dirname, '../bin/flotilla.cjs');

/** Runs the command line as a user does. */
export function flotilla(...args: string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [binary, ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** Runs the command line within this process, which is many times faster. */
export async function inProcess(...args: string[]): Promise<InProcessOutcome> {
  let stdout = '';
  let stderr = '';
  const note = (line: string): void => {
    stderr += `flotilla: ${line}\n`;
  };
  const program = createProgram(
    {
      print: (line) => {
        stdout += `${line}\n`;
      },
      note,
      drawProgress: undefined,
      nowMs: () => performance.now(),
    },
    '0.0.0',
  );
  try {
    await program.parseAsync(args, { from: 'user' });
    return { status: 0, stdout, stderr, code: undefined };
  } catch (error) {
    const { exitCode, message } = exitStatusOf(error);
    if (message !== undefined) note(message);
    return { status: exitCode, stdout, stderr, code: isCodedError(error) ? error.code : undefined };
  }
}

/** Runs the command line, which must succeed, and gives what it printed. */
export function printed(...args: string[]): string {
  const { status, stdout, stderr } = flotilla(...args);
  if (status !== 0) throw new Error(`flotilla ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

/** A file of the Fashion-MNIST sample. */
export function sample(name: string): string {
  return join(__dirname, '../../../samples/fashion-mnist', name);
}

/** A folder of its own for a spec file, taken away at the end. */
export function temporaryFolder(): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'flotilla-cli-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return (name) => join(folder, name);
}
