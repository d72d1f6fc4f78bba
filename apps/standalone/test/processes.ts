import { readdirSync, readFileSync } from 'node:fs';

/** Ids of running processes whose command line holds `text`; `/proc` is Linux's. */
export function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((id) => Number.isInteger(id) && id !== process.pid && commandLineOf(id).includes(text));
}

export function isRunning(id: number): boolean {
  return commandLineOf(id) !== '';
}

function commandLineOf(id: number): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // It has ended since it was listed.
    return '';
  }
}

/** Asks every 100 ms, for at most 30 s. */
export async function eventually(holds: () => boolean): Promise<boolean> {
  const deadlineMs = Date.now() + 30_000;
  while (!holds()) {
    if (Date.now() > deadlineMs) return false;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return true;
}
