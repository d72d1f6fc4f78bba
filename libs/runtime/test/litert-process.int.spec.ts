import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Runtime } from '@flotilla/evaluation';
import { createLitertWasmRuntime } from '../src/litert-wasm/create-litert-wasm-runtime';
import { forkLitert } from '../src/litert-wasm/litert-process';
import { endlessModel } from './endless-model';
import { reluModel } from './open-batch-model';

/** A runtime, and the processes that it has started. */
function observedRuntime(): { runtime: Runtime; children: ChildProcess[] } {
  const children: ChildProcess[] = [];
  const runtime = createLitertWasmRuntime({}, (folder) => {
    const child = forkLitert(folder);
    children.push(child);
    return child;
  });
  return { runtime, children };
}

const relu = reluModel({ open: false });
const input = new Uint8Array(Float32Array.of(-1, 1, -2, 2).buffer);
const output = new Uint8Array(Float32Array.of(0, 1, 0, 2).buffer);

describe('the process that runs models', () => {
  it('is one for any number of them', async () => {
    const { runtime, children } = observedRuntime();
    const interpreters = await Promise.all(
      Array.from({ length: 5 }, () => runtime.load(relu, { delegate: 'xnnpack' })),
    );
    const outputs = await Promise.all(interpreters.map((each) => each.invoke([input])));
    expect(outputs).toEqual(Array.from({ length: 5 }, () => [output]));
    await Promise.all(interpreters.map((each) => each.close()));
    expect(children).toHaveLength(1);
  });

  it('fails what waits for it when it ends, and another is started for the next model', async () => {
    const { runtime, children } = observedRuntime();
    const interpreter = await runtime.load(relu, { delegate: 'xnnpack' });
    const loading = [1, 2].map(() => runtime.load(endlessModel(), { delegate: 'xnnpack' }));
    setTimeout(() => children[0]?.kill('SIGKILL'), 100);
    for (const each of await Promise.allSettled(loading)) {
      expect(each).toMatchObject({ status: 'rejected', reason: { code: 'RUNTIME_CRASHED' } });
    }
    await expect(interpreter.invoke([input])).rejects.toMatchObject({ code: 'RUNTIME_CRASHED' });
    await interpreter.close();

    const next = await runtime.load(relu, { delegate: 'xnnpack' });
    expect(await next.invoke([input])).toEqual([output]);
    await next.close();
    expect(children).toHaveLength(2);
  });

  it.each(['finished', 'running', 'exit'])(
    'does not outlive its parent, nor keep it from ending (%s)',
    async (how) => {
      const { parent, lines } = startParent(how);
      const [, pid] = await Promise.all([
        once(parent, 'exit').then(([code]) => {
          expect(code).toBe(0);
        }),
        firstLine(lines),
      ]);
      await gone(Number(pid));
    },
  );

  it('does not let its parent end before it hears of the crash', async () => {
    const { lines } = startParent('crashed');
    const told: string[] = [];
    lines.on('line', (line: string) => told.push(line));
    await once(lines, 'close');
    expect(told[1]).toBe('RUNTIME_CRASHED');
  });

  it('does not outlive a parent that is killed while a model runs for ever', async () => {
    const { parent, lines } = startParent('endless');
    const pid = Number(await firstLine(lines));
    // Into the endless model.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await gone(pid);
  });
});

function startParent(how: string) {
  const parent = spawn(
    process.execPath,
    [
      '-C',
      '@flotilla/source',
      '-r',
      '@swc-node/register',
      join(__dirname, 'leave-litert-open.ts'),
      how,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return { parent, lines: createInterface({ input: parent.stdout }) };
}

async function firstLine(lines: NodeJS.EventEmitter): Promise<string> {
  const [line] = (await once(lines, 'line')) as [string];
  return line;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // What has ended stays listed until its new parent asks for it, which not every container's first process does.
  const status = `/proc/${pid}/status`;
  return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
}

/** Waits until a process has ended; the test's own time limit ends the wait. */
async function gone(pid: number): Promise<void> {
  expect(pid).toBeGreaterThan(0);
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}
