import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

describe('a process with an interpreter that was never closed', () => {
  it.each(['finished', 'running', 'exit'])('ends cleanly (%s)', (how) => {
    const { status, signal, stdout } = spawnSync(
      process.execPath,
      ['-C', '@flotilla/source', '-r', '@swc-node/register', join(__dirname, 'leave-open.ts'), how],
      { encoding: 'utf8' },
    );
    expect({ status, signal, stdout }).toEqual({ status: 0, signal: null, stdout: 'done' });
  });
});
