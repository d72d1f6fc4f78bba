import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseError } from '../errors';
import { identifyProcess } from './process-identity';

/** Says that this process runs the folder's server; gives the way to say that it no longer does. */
export function takeOwnership(folder: string): () => void {
  const file = path.join(folder, 'owner');
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(file, `${process.pid}\n${identifyProcess(process.pid)?.startedAt ?? ''}`, {
        flag: 'wx',
      });
      return () => {
        rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 2) throw error;
      refuseLivingOwner(folder, file);
      rmSync(file, { force: true });
    }
  }
}

function refuseLivingOwner(folder: string, file: string): void {
  const [pid, startedAt] = readFileSync(file, 'utf8').split('\n');
  const owner = identifyProcess(Number(pid));
  if (owner !== null && owner.startedAt === startedAt)
    throw new DatabaseError(
      'DATABASE_IN_USE',
      `the embedded database in ${folder} is in use by process ${pid}; stop that one first, or give this one another data folder`,
    );
}
