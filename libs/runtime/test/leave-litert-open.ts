import type { ChildProcess } from 'node:child_process';
import { isCodedError } from '@flotilla/foundation';
import { createLitertWasmRuntime } from '../src/litert-wasm/create-litert-wasm-runtime';
import { forkLitert } from '../src/litert-wasm/litert-process';
import { endlessModel } from './endless-model';
import { reluModel } from './open-batch-model';

/** Tells its child's process id, and ends as the argument says, with an interpreter still loaded. */
async function main(how: string | undefined): Promise<void> {
  let child: ChildProcess | undefined;
  const runtime = createLitertWasmRuntime({}, (folder) => {
    child = forkLitert(folder);
    process.stdout.write(`${child.pid ?? NaN}\n`);
    return child;
  });
  const interpreter = await runtime.load(reluModel({ open: false }), { delegate: 'xnnpack' });
  const running = interpreter.invoke([new Uint8Array(16)]);
  if (how === 'finished' || how === 'crashed') await running;
  if (how === 'endless') await runtime.load(endlessModel(), { delegate: 'xnnpack' });
  if (how === 'crashed') {
    const loading = runtime.load(endlessModel(), { delegate: 'xnnpack' });
    child?.kill('SIGKILL');
    await loading.catch(
      (error: unknown) => isCodedError(error) && process.stdout.write(error.code),
    );
  }
  if (how === 'exit') process.exit(0);
}

void main(process.argv[2]);
