import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isSystemError } from '../disk/read-file';
import { agentError, messageOf } from '../errors';
import { type LockSocket, LockSockets } from './lock-sockets';

export interface LockOptions {
  /** A predecessor that is being ended has this long to go. Default 5,000. */
  readonly waitMs?: number;
  readonly signal?: AbortSignal;
}

const retryMs = 100;

/**
 * Makes the data folder, and keeps every other agent out of it. Who has it listens on a socket in there: that ends with
 * the process, however the process ends, holds across containers that share the folder, and takes no clock and no
 * process id on trust.
 * @returns lets others in
 * @throws CodedError `DATA_FOLDER_UNUSABLE`, `DATA_FOLDER_IN_USE`
 */
export async function lockDataFolder(
  dataDir: string,
  options: LockOptions = {},
): Promise<() => Promise<void>> {
  try {
    await mkdir(dataDir, { recursive: true });
    const sockets = await LockSockets.open(dataDir);
    const own = await waitForLock(dataDir, sockets, options).catch(async (error: unknown) => {
      await sockets.close();
      throw error;
    });
    return async () => {
      await own.close();
      await sockets.close();
    };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw agentError(
      'DATA_FOLDER_UNUSABLE',
      `the data folder ${dataDir} cannot be used (${messageOf(error)}); name a folder that this account may write to (--data-dir)`,
      error,
    );
  }
}

async function waitForLock(
  dataDir: string,
  sockets: LockSockets,
  { waitMs = 5_000, signal }: LockOptions,
): Promise<LockSocket> {
  for (const endMs = performance.now() + waitMs; ;) {
    const own = await tryToLock(sockets);
    if (own) return own;
    if (performance.now() > endMs) {
      throw agentError(
        'DATA_FOLDER_IN_USE',
        `another agent runs on the data folder ${dataDir}; stop that one, or give this one a folder of its own (--data-dir)`,
      );
    }
    // Two that gave way to each other must not do so for ever.
    await sleep(retryMs * (1 + Math.random()), undefined, signal && { signal });
  }
}

/**
 * A dead process leaves its socket's name behind. It is outbid by the next number rather than taken away first: of two
 * that find it at the same time both want the same name, and one gets it. Who has a name then looks again, and gives way
 * to anyone who came to another one.
 */
async function tryToLock(sockets: LockSockets): Promise<LockSocket | null> {
  const before = await sockets.list();
  if (await anyAnswers(sockets, before)) return null;
  const number = Math.max(0, ...before) + 1;
  const own = await sockets.listen(number);
  if (!own) return null;
  const others = (await sockets.list()).filter((each) => each !== number);
  if (await anyAnswers(sockets, others)) {
    await own.close();
    return null;
  }
  for (const dead of others) await sockets.remove(dead);
  return own;
}

async function anyAnswers(sockets: LockSockets, numbers: readonly number[]): Promise<boolean> {
  const answers = await Promise.all(numbers.map((number) => sockets.answers(number)));
  return answers.includes(true);
}
