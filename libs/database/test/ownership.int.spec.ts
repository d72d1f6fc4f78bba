import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { codeThrownBy } from '@flotilla/foundation/testing';
import { takeOwnership } from '../src/embedded/ownership';

const folder = mkdtempSync(path.join(tmpdir(), 'flotilla-ownership-'));
/** No process: beyond the greatest id that Linux gives out. */
const stale = '99999999\n1';

function newFolder(...names: string[]): string {
  const made = path.join(folder, ...names);
  mkdirSync(made, { recursive: true });
  return made;
}

describe('takeOwnership()', () => {
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('owns once, until it is released, and leaves nothing behind', () => {
    const at = newFolder('one');
    const release = takeOwnership(at);
    expect(codeThrownBy(() => takeOwnership(at))).toBe('DATABASE_IN_USE');
    release();
    takeOwnership(at)();
    expect(readdirSync(at)).toEqual([]);
  });

  it('clears stale claims away, but not before it has its own', () => {
    const at = newFolder('stale');
    for (const name of ['owner.3', 'owner.7']) writeFileSync(path.join(at, name), stale);
    const release = takeOwnership(at);
    expect(readdirSync(at)).toEqual(['owner.8']);
    release();
  });

  it('has one winner among processes that find the same stale claim at the same time', async () => {
    const rounds = Array.from({ length: 100 }, (_, round) => String(round).padStart(3, '0'));
    for (const round of rounds) {
      const at = newFolder('race', round);
      // Both names, so that this also tells of an implementation with one fixed name.
      for (const name of ['owner', 'owner.1']) writeFileSync(path.join(at, name), stale);
    }
    const beginning = Date.now() + 6_000;
    const starters = [1, 2, 3, 4].map(() =>
      spawn(
        process.execPath,
        [
          ...['-C', '@flotilla/source', '-r', '@swc-node/register'],
          path.join(__dirname, 'fixtures/take-ownership.ts'),
          ...[path.join(folder, 'race'), String(beginning), '15'],
        ],
        { cwd: path.resolve(__dirname, '../../..'), stdio: ['pipe', 'pipe', 'inherit'] },
      ),
    );
    const winners: string[] = [];
    for (const starter of starters) {
      const [line] = (await once(starter.stdout, 'data')) as [Buffer];
      winners.push(...(JSON.parse(line.toString()) as string[]));
    }
    for (const starter of starters) {
      starter.stdin.end();
      await once(starter, 'exit');
    }
    expect(winners.sort()).toEqual(rounds);
  });
});
