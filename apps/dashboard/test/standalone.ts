import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

export interface RunningStandalone {
  /** The link with the token, as it was printed. */
  readonly link: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the whole platform with its demo devices, as a user would, and waits until the demo is done.
 * @throws Error with all that was printed when it ends or stays silent instead
 */
export async function startStandalone(
  dataDirectory: string,
  timeoutMs: number,
): Promise<RunningStandalone> {
  const child = spawn(
    process.execPath,
    [
      join(root, 'tools/start.mjs'),
      ...['--data-dir', dataDirectory],
      ...['--port', '0', '--gateway-port', '0', '--mqtt-port', '0'],
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const stop = () => stopped(child);
  try {
    return { link: await printedLink(child, timeoutMs), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function printedLink(child: ChildProcess, timeoutMs: number): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`${why}; it printed:\n${output}`));
    };
    const timer = setTimeout(() => {
      fail(`no dashboard link after ${timeoutMs} ms`);
    }, timeoutMs);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const link = /^Dashboard\s+(http\S+#token=\S+)/m.exec(output)?.[1];
      if (link === undefined) return;
      clearTimeout(timer);
      resolve(link);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code, signal) => {
      fail(`npm start ended with ${code ?? signal ?? 'nothing'}`);
    });
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.kill('SIGTERM');
  });
}
