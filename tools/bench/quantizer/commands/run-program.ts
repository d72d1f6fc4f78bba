import { spawn } from 'node:child_process';

export interface ProgramOutcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end and keeps what it prints. */
export function runProgram(program: string, args: readonly string[]): Promise<ProgramOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, stdout, stderr });
    });
  });
}

/**
 * Runs a program that prints JSON.
 * @throws Error with the end of what it complained about
 */
export async function runForJson<T>(program: string, args: readonly string[]): Promise<T> {
  const { status, stdout, stderr } = await runProgram(program, args);
  if (status !== 0) throw new Error(complaint(status, stderr));
  return JSON.parse(stdout) as T;
}

/** The last line that says something, for most programs end with what went wrong. */
export function complaint(status: number | null, stderr: string): string {
  const last = stderr
    .trim()
    .split(/[\r\n]+/)
    .at(-1)
    ?.trim();
  return last === undefined || last === '' ? `ended with ${String(status)}` : last;
}
