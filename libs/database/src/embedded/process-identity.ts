import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ProcessIdentity {
  /** Differs between two processes that got the same id one after the other. */
  readonly startedAt: string;
  readonly command: string;
}

/** What runs under a process id now, or null when nothing does. */
export function identifyProcess(pid: number): ProcessIdentity | null {
  if (!Number.isSafeInteger(pid) || pid <= 1) return null;
  return process.platform === 'linux' ? identifyByProc(pid) : identifyByPs(pid);
}

function identifyByProc(pid: number): ProcessIdentity | null {
  try {
    // Field 2 is the name in parentheses and may hold anything; the start time is field 22 (proc(5)).
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return { startedAt: fields[19] ?? '', command };
  } catch {
    return null;
  }
}

function identifyByPs(pid: number): ProcessIdentity | null {
  try {
    const line = execFileSync('ps', ['-o', 'lstart=,command=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    // lstart is always 24 characters wide: "Sun Nov 22 10:30:28 2026".
    return line === '' ? null : { startedAt: line.slice(0, 24), command: line.slice(24).trim() };
  } catch {
    return null;
  }
}
