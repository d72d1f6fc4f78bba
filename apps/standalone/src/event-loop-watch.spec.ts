import { setTimeout as sleep } from 'node:timers/promises';
import { watchEventLoop } from './event-loop-watch';

describe('watchEventLoop()', () => {
  it('sees a loop that is kept busy', async () => {
    const stop = watchEventLoop();
    await sleep(20);
    const end = performance.now() + 120;
    while (performance.now() < end);
    await sleep(20);
    // Processor time, which a crowded machine may give to others meanwhile.
    expect(stop().maximumMs).toBeGreaterThan(20);
  });

  it('sees nothing in a loop that only waits', async () => {
    const stop = watchEventLoop();
    await sleep(300);
    expect(stop().p99Ms).toBeLessThan(50);
  });
});
