import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Account, canReach } from './account';

/** Where root keeps a cluster whose wanted place the server's account cannot reach. */
const rootFallback = '/var/lib/flotilla';

/**
 * The folder of one embedded cluster. It is the wanted one, unless the server must run as another account that cannot
 * pass through the folders above (a checkout in root's home): then one that is derived from the wanted path, so that
 * the next start finds it again.
 */
export function settleFolder(
  wanted: string,
  account: Account | null,
  log: (message: string) => void,
): string {
  const folder = path.resolve(wanted);
  if (canReach(account, path.join(folder, 'data'))) {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    return folder;
  }
  const key = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const fallback = path.join(rootFallback, key);
  mkdirSync(fallback, { recursive: true, mode: 0o755 });
  log(
    `PostgreSQL does not run as root, and the account "nobody" cannot enter ${folder}; the database lies in ${fallback} instead`,
  );
  return fallback;
}
