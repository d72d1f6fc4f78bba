import type { WriteStream } from 'node:tty';

/** Tells a person at the terminal what happens: lasting lines, and one line that is written over while work goes on. */
export interface Narrator {
  say(line: string): void;
  progress(line: string): void;
}

/** On a terminal the progress line is replaced in place; in a log each change is a line of its own. */
export function createNarrator(out: WriteStream | NodeJS.WriteStream): Narrator {
  let last = '';
  const clear = () => {
    if (out.isTTY && last !== '') out.write('\r\u001b[K');
    last = '';
  };
  return {
    say(line) {
      clear();
      out.write(`${line}\n`);
    },
    progress(line) {
      if (line === last) return;
      if (out.isTTY) {
        clear();
        out.write(line.slice(0, Math.max(20, out.columns - 1)));
      } else {
        out.write(`  ${line}\n`);
      }
      last = line;
    },
  };
}
