import { setTimeout as sleep } from 'node:timers/promises';
import { watchEventLoop } from './event-loop-watch';

describe('watchEventLoop()', () => {
  it('tells a loop that is kept busy from one that only waits', async () => {
    const stopWaiting = watchEventLoop();
    await sleep(300);
    const waiting = stopWaiting();
    const stopBusy = watchEventLoop();
    await sleep(20);
    const end = performance.now() + 200;
    while (performance.now() < end);
    await sleep(20);
    const busy = stopBusy();
    // Processor time, which a crowded machine may give to others meanwhile.
    expect(busy.maximumMs).toBeGreaterThan(20);
    expect(waiting.p99Ms).toBeLessThan(busy.maximumMs);
  });
});
