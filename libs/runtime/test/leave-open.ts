import { createTfliteRuntime } from '@flotilla/runtime';
import { reluModel } from './open-batch-model';

/** Ends the process as the argument says, with an interpreter still loaded. */
async function main(): Promise<void> {
  const interpreter = await createTfliteRuntime().load(reluModel({ open: false }), {
    delegate: 'xnnpack',
  });
  const running = interpreter.invoke([new Uint8Array(16)]);
  if (process.argv[2] === 'finished') await running;
  process.stdout.write('done');
  if (process.argv[2] === 'exit') process.exit(0);
}

void main();
