import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { identifyProcess } from './process-identity';

/**
 * Stops the server that a killed parent left running in this data folder, and clears a postmaster.pid that a dead
 * server left behind and whose process id something else has got since.
 */
export async function stopOrphan(data: string, log: (message: string) => void): Promise<void> {
  const pid = postmasterPid(data);
  if (pid === null) return;
  const found = identifyProcess(pid);
  if (found === null) return;
  if (!found.command.includes(data)) {
    rmSync(path.join(data, 'postmaster.pid'), { force: true });
    return;
  }
  log(`stopping the PostgreSQL server ${pid} that an earlier run left behind`);
  await stopProcess(pid, found.startedAt);
}

/** Fast shutdown first, immediate shutdown (safe: recovery follows) after 10 s, SIGKILL after 15 s. */
async function stopProcess(pid: number, startedAt: string): Promise<void> {
  const lives = () => identifyProcess(pid)?.startedAt === startedAt;
  const deadlines = [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const;
  for (const [signal, waitMs] of deadlines) {
    signalProcess(pid, signal);
    const end = Date.now() + waitMs;
    while (lives() && Date.now() < end) await delay(20);
    if (!lives()) return;
  }
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function postmasterPid(data: string): number | null {
  try {
    const pid = Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isSafeInteger(pid) && pid > 1 ? pid : null;
  } catch {
    return null;
  }
}
