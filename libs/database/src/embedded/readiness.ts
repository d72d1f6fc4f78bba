import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

/**
 * Resolves when the server answers a query. The port opens before the server is ready (57P03 until then).
 * @param isAlive asked between attempts; false ends the wait
 */
export async function untilReady(
  url: string,
  timeoutMs: number,
  isAlive: () => boolean,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const failure = await attempt(url);
    if (failure === null) return;
    if (!isAlive() || Date.now() > end) throw failure;
    await delay(15);
  }
}

async function attempt(url: string): Promise<Error | null> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  // A connection that breaks while idle is reported here and nowhere else.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return null;
  } catch (error) {
    return error as Error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
