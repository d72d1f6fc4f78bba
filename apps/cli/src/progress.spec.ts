import { progressOf } from './progress';

function recorded(drawProgress?: (line: string) => void) {
  let now = 0;
  const lines: string[] = [];
  const progress = progressOf(
    {
      print: () => undefined,
      note: () => undefined,
      drawProgress: drawProgress ?? ((line) => lines.push(line)),
      nowMs: () => now,
    },
    'work',
  );
  return { lines, progress, wait: (milliseconds: number) => (now += milliseconds) };
}

describe('progressOf()', () => {
  it('is silent for work that takes less than a second', () => {
    const { lines, progress, wait } = recorded();
    wait(990);
    progress.report(1, 2);
    progress.end();
    expect(lines).toEqual([]);
  });

  it('then draws now and then, and takes its line away at the end', () => {
    const { lines, progress, wait } = recorded();
    wait(1000);
    progress.report(1, 30);
    wait(50);
    progress.report(2, 30);
    wait(50);
    progress.report(3);
    progress.end();
    expect(lines).toEqual(['work: 1 of 30', 'work: 3', '']);
  });
});
