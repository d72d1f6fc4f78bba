import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

/** The port of the last run if it is free, otherwise any free one; kept for the next run. */
export async function settlePort(folder: string): Promise<number> {
  const file = path.join(folder, 'port');
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const usable = Number.isInteger(last) && last > 1023 && last < 65_536;
  const port = (usable ? await tryPort(last) : null) ?? (await tryPort(0));
  if (port === null) throw new Error('no free TCP port on 127.0.0.1');
  writeFileSync(file, String(port));
  return port;
}

async function tryPort(port: number): Promise<number | null> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return address !== null && typeof address === 'object' ? address.port : null;
  } catch {
    return null;
  } finally {
    server.close();
  }
}
