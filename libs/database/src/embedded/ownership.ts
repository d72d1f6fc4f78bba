import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseError } from '../errors';
import { identifyProcess } from './process-identity';

/** A file `owner.<generation>` that names a process. */
interface Claim {
  readonly generation: number;
  /** Process id, and when that process started. */
  readonly content: string;
}

/**
 * Says that this process runs the folder's server; gives the way to say that it no longer does.
 *
 * A claim appears whole and under a name of its own (a hard link, which fails where the name exists), and stale ones
 * are outbid by the next generation instead of being taken away: two starters that find the same stale claim want the
 * same name, and one gets it. Who has claimed then looks again: of two that claimed under different names, the later
 * one sees the earlier.
 * @throws DatabaseError `DATABASE_IN_USE`
 */
export function takeOwnership(folder: string): () => void {
  const content = `${process.pid}\n${identifyProcess(process.pid)?.startedAt ?? ''}`;
  for (;;) {
    const claims = readClaims(folder);
    refuseLivingOwner(folder, claims);
    const generation = Math.max(0, ...claims.map((claim) => claim.generation)) + 1;
    if (!claim(folder, { generation, content })) continue;
    const release = (): void => {
      rmSync(fileOf(folder, generation), { force: true });
    };
    const others = readClaims(folder).filter((other) => other.generation !== generation);
    try {
      refuseLivingOwner(folder, others);
    } catch (error) {
      release();
      throw error;
    }
    // An owner that has gone since may have cleared our claim away together with the stale one that it judged.
    if (readClaim(folder, generation) !== content) continue;
    for (const stale of others) rmSync(fileOf(folder, stale.generation), { force: true });
    return release;
  }
}

/** @returns false when another process has this generation */
function claim(folder: string, { generation, content }: Claim): boolean {
  const draft = path.join(folder, `claim.${process.pid}`);
  writeFileSync(draft, content);
  try {
    linkSync(draft, fileOf(folder, generation));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readClaims(folder: string): readonly Claim[] {
  const claims: Claim[] = [];
  for (const name of readdirSync(folder)) {
    const generation = Number(/^owner\.(\d{1,15})$/u.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(generation)) continue;
    const content = readClaim(folder, generation);
    if (content !== null) claims.push({ generation, content });
  }
  return claims;
}

function readClaim(folder: string, generation: number): string | null {
  try {
    return readFileSync(fileOf(folder, generation), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function refuseLivingOwner(folder: string, claims: readonly Claim[]): void {
  for (const { content } of claims) {
    const [pid, startedAt] = content.split('\n');
    const owner = identifyProcess(Number(pid));
    if (owner !== null && owner.startedAt === startedAt)
      throw new DatabaseError(
        'DATABASE_IN_USE',
        `the embedded database in ${folder} is in use by process ${pid}; stop that one first, or give this one another data folder`,
      );
  }
}

function fileOf(folder: string, generation: number): string {
  return path.join(folder, `owner.${generation}`);
}
