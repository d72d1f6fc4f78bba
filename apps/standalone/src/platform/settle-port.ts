import { createServer } from 'node:net';
import { CodedError } from '@flotilla/foundation';

/**
 * The port to listen on: what was asked for, or the preferred one if free, or (0) any.
 * @throws CodedError `PORT_IN_USE` when the one asked for is taken
 */
export async function settlePort(
  asked: number | undefined,
  preferred: number,
  host: string,
  option: string,
): Promise<number> {
  if (asked === undefined) return (await isFree(preferred, host)) ? preferred : 0;
  if (asked !== 0 && !(await isFree(asked, host)))
    throw new CodedError('PORT_IN_USE', `port ${asked} is in use; choose another with ${option}`);
  return asked;
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen(port, host, () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}
