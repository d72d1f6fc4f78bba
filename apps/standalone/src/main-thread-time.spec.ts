import { openMainThreadClock } from './main-thread-time';

describe('openMainThreadClock()', () => {
  it.each([
    ['the thread', undefined],
    ['the process, where the kernel does not tell of threads', '/nowhere/schedstat'],
  ])('counts the work of %s', (_, file) => {
    const clock = openMainThreadClock(file);
    const from = clock.now();
    const { user, system } = process.cpuUsage();
    const taken = () => {
      const now = process.cpuUsage({ user, system });
      return (now.user + now.system) / 1000;
    };
    while (taken() < 100);
    const counted = clock.now() - from;
    clock.close();
    expect(counted).toBeGreaterThan(50);
    // The kernel's count is up to a tick old.
    expect(counted).toBeLessThanOrEqual(taken() + 20);
  });
});
