import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { watchEventLoop } from './event-loop-watch';
import { openMainThreadClock } from './main-thread-time';

const busyMs = 200;

/** Takes the processor for so long, however long a crowded machine makes that. */
function work(): void {
  const clock = openMainThreadClock();
  for (const end = clock.now() + busyMs; clock.now() < end;);
  clock.close();
}

/** The longest turn while `body` runs in one turn of the loop. */
async function longestTurnMs(body: () => void): Promise<number> {
  const stop = watchEventLoop();
  await sleep(20);
  body();
  await sleep(20);
  return stop();
}

describe('watchEventLoop()', () => {
  it('tells a loop that is kept busy from one that only waits', async () => {
    const busy = await longestTurnMs(work);
    expect(busy).toBeGreaterThanOrEqual(busyMs / 2);
    expect(await longestTurnMs(() => undefined)).toBeLessThan(busy / 2);
  });

  // Elsewhere the system does not tell one thread's processor time.
  (process.platform === 'linux' ? it : it.skip)(
    'does not count what another thread does meanwhile',
    async () => {
      const done = new Int32Array(new SharedArrayBuffer(4));
      const worker = new Worker(
        `const { workerData, parentPort } = require('node:worker_threads');
         parentPort.postMessage('started');
         parentPort.once('message', () => {
           const end = process.cpuUsage().user + ${busyMs * 1000};
           while (process.cpuUsage().user < end);
           Atomics.store(workerData, 0, 1);
           Atomics.notify(workerData, 0);
         });`,
        { eval: true, workerData: done },
      );
      await once(worker, 'message');
      const waited = await longestTurnMs(() => {
        worker.postMessage('go');
        Atomics.wait(done, 0, 0);
      });
      await worker.terminate();
      expect(waited).toBeLessThan(busyMs / 2);
    },
  );
});
