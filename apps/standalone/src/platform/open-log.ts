import { createWriteStream } from 'node:fs';

export interface LogFile {
  write(line: string): void;
  close(): Promise<void>;
}

/** The servers' log: structured lines go to a file, so that the terminal stays readable. */
export function openLog(path: string): LogFile {
  const stream = createWriteStream(path, { flags: 'a', mode: 0o600 });
  // A full disk must not take the platform down with it.
  stream.on('error', () => undefined);
  return {
    write: (line) => {
      stream.write(line);
    },
    close: () =>
      new Promise((resolve) => {
        stream.end(resolve);
      }),
  };
}
