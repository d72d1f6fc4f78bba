import { join } from 'node:path';
import { complaint, runForJson } from './run-program';

/** One run of a whole command, start-up included. */
export interface Measurement {
  readonly wallMs: number;
  /** User and system time of all its processes. */
  readonly cpuMs: number;
  /** Most memory resident at once, over all its processes. */
  readonly peakBytes: number;
}

export type MeasuredCommand =
  | { readonly status: 0; readonly measurement: Measurement }
  | { readonly status: number; readonly fault: string };

interface Report extends Measurement {
  readonly status: number;
  readonly stderr: string;
}

/** @param python any Python 3; the same one for every command that is compared */
export async function measureCommand(
  python: string,
  command: readonly string[],
): Promise<MeasuredCommand> {
  const { status, wallMs, cpuMs, peakBytes, stderr } = await runForJson<Report>(python, [
    join(__dirname, 'measure.py'),
    ...command,
  ]);
  if (status !== 0) return { status, fault: complaint(status, stderr) };
  return { status: 0, measurement: { wallMs, cpuMs, peakBytes } };
}
