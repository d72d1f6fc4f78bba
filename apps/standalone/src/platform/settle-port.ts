import { createServer } from 'node:net';
import { CodedError } from '@flotilla/foundation';
import type { StandaloneErrorCode } from '../errors';

export interface WantedPort {
  /** 0 takes any free one; undefined wants the preferred one. */
  readonly asked: number | undefined;
  readonly preferred: number;
  /** Where people ask for another. */
  readonly option: string;
}

/** What lies in the port, and not in the address. */
const portFaults: readonly string[] = ['EADDRINUSE', 'EACCES'];

/**
 * The port to listen on: what was asked for, or the preferred one if it can be had, or (0) any.
 * @throws CodedError `PORT_IN_USE`, `PORT_FORBIDDEN`, `HOST_UNUSABLE`
 */
export async function settlePort(
  { asked, preferred, option }: WantedPort,
  host: string,
): Promise<number> {
  const port = asked ?? preferred;
  const fault = await probe(port, host);
  if (fault === null) return port;
  if (asked === undefined && portFaults.includes(fault)) return 0;
  throw listenFault(fault, { port, host, option });
}

/**
 * Tries to listen on all of them, before anything else is started or written.
 * @throws CodedError as `settlePort`
 */
export async function checkPorts(wanted: readonly WantedPort[], host: string): Promise<void> {
  const optionOf = new Map<number, string>();
  for (const each of wanted) {
    await settlePort(each, host);
    const { asked = 0, option } = each;
    const other = optionOf.get(asked);
    if (asked !== 0 && other !== undefined)
      throw startFault(
        'PORT_IN_USE',
        `${other} takes port ${asked}; choose another with ${option}`,
      );
    optionOf.set(asked, option);
  }
}

/** @returns null where it can be listened, else the system's code */
function probe(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      resolve(code ?? message);
    });
    server.listen({ port, host, exclusive: true }, () => {
      server.close(() => {
        resolve(null);
      });
    });
  });
}

interface Listener {
  readonly port: number;
  readonly host: string;
  readonly option: string;
}

function listenFault(fault: string, { port, host, option }: Listener): Error {
  switch (fault) {
    case 'EADDRINUSE':
      return startFault('PORT_IN_USE', `port ${port} is in use; choose another with ${option}`);
    case 'EACCES':
      return startFault(
        'PORT_FORBIDDEN',
        `this account may not listen on port ${port} (EACCES); choose one above 1023 with ${option}`,
      );
    default:
      return startFault(
        'HOST_UNUSABLE',
        `cannot listen on ${host}, which is no address of this machine (${fault}); give one with --host, such as 127.0.0.1`,
      );
  }
}

function startFault(code: StandaloneErrorCode, message: string): CodedError<StandaloneErrorCode> {
  return new CodedError(code, message);
}
