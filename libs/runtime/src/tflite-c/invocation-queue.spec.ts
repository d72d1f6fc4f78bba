import { setTimeout as delay } from 'node:timers/promises';
import { InvocationQueue } from './invocation-queue';

describe('InvocationQueue', () => {
  it('runs one task at a time, in order, past a failed one', async () => {
    const queue = new InvocationQueue();
    const log: string[] = [];
    const task = (name: string, milliseconds: number) => async () => {
      log.push(`${name} begins`);
      await delay(milliseconds);
      log.push(`${name} ends`);
    };
    const failing = queue.run(() => Promise.reject(new Error('broken')));
    const all = Promise.all([queue.run(task('a', 5)), queue.run(task('b', 0))]);
    await expect(failing).rejects.toThrow('broken');
    await all;
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });
});
