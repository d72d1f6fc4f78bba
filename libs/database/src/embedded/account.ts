import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The account that the server's processes run as. PostgreSQL refuses root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Null when this process may run the server as itself; the account to change to when it is root. */
export function serverAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody');
  return { uid: Number(entry?.[2] ?? 65534), gid: Number(entry?.[3] ?? 65534) };
}

/** Whether the account can reach this path: it may pass through every folder above it. */
export function canReach(account: Account | null, target: string): boolean {
  if (account === null) return true;
  for (let folder = path.dirname(path.resolve(target)); ; folder = path.dirname(folder)) {
    if (!mayEnter(account, folder)) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

function mayEnter({ uid, gid }: Account, folder: string): boolean {
  const status = statSync(folder, { throwIfNoEntry: false });
  // A folder that does not exist yet is made by us, open to be passed through.
  if (status === undefined) return true;
  if (status.uid === uid) return (status.mode & 0o100) !== 0;
  if (status.gid === gid) return (status.mode & 0o010) !== 0;
  return (status.mode & 0o001) !== 0;
}

export function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
