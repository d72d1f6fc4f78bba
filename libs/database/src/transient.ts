import { setTimeout as delay } from 'node:timers/promises';
import { backoffMs } from '@flotilla/foundation';

const transientCodes = new Set([
  // Prisma: server not reached, timed out, connection closed, no connection or transaction from the pool in time
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034'],
  // PostgreSQL: shutdown, crash, not ready yet, too many connections, serialization failure, deadlock
  ...['57P01', '57P02', '57P03', '53300', '40001', '40P01'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
]);
const connectionMessage =
  /connection terminated|connection closed|server has closed the connection|can't reach database|connection refused|econnrefused|econnreset|server closed the connection|starting up|shutting down|recovery mode/iu;

/** Whether the same call may succeed later: the server was away, or two transactions met. */
export function isTransient(error: unknown): boolean {
  return chainOf(error).some(({ code, message }) => {
    if (typeof code === 'string' && transientCodes.has(code)) return true;
    return typeof message === 'string' && connectionMessage.test(message);
  });
}

/** Whether the server refused text that PostgreSQL cannot store: a NUL character (22021, 22P05). */
export function isRefusedText(error: unknown): boolean {
  return chainOf(error).some(({ code }) => code === '22021' || code === '22P05');
}

interface Link {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  /** Prisma puts what the driver said here rather than into `cause`. */
  readonly meta?: { readonly driverAdapterError?: unknown };
}

function chainOf(error: unknown): Link[] {
  const chain: Link[] = [];
  let link = error;
  while (typeof link === 'object' && link !== null && chain.length < 8) {
    const current: Link = link;
    chain.push(current);
    link = current.meta?.driverAdapterError ?? current.cause;
  }
  return chain;
}

export interface RetryOptions {
  /** Default 10 s, well over a restart of the embedded server. */
  readonly timeoutMs?: number;
}

/** Calls again, with backoff, while the failure is transient. Only for what may run twice. */
export async function retryTransient<T>(
  work: () => Promise<T>,
  { timeoutMs = 10_000 }: RetryOptions = {},
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error) || Date.now() > end) throw error;
      await delay(20 + backoffMs(attempt, { baseMs: 30, maximumMs: 1_000, random: Math.random }));
    }
  }
}
