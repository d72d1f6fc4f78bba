import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@flotilla/database';
import { retryTransient } from '../src/transient';

const root = path.resolve(__dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'flotilla-embedded-'));
// Run by root, the server's account must be able to pass through.
chmodSync(folder, 0o711);
const directory = path.join(folder, 'cluster');
const log: string[] = [];

const started: EmbeddedPostgres[] = [];

async function start(at = directory): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    directory: at,
    durable: false,
    log: (line) => void log.push(line),
  });
  started.push(server);
  return server;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function lives(pid: number): boolean {
  try {
    // A process that has ended but was not yet waited for is a zombie.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

async function startElsewhere(): Promise<{ parent: ChildProcess; serverId: number }> {
  const fixture = path.join(__dirname, 'fixtures/start-and-wait.ts');
  const parent = spawn(
    process.execPath,
    ['-C', '@flotilla/source', '-r', '@swc-node/register', fixture, directory],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await Promise.race([
    once(parent.stdout, 'data'),
    once(parent, 'exit').then(() => Promise.reject(new Error('the fixture ended'))),
  ])) as [Buffer];
  return { parent, serverId: Number(line) };
}

describe('startEmbeddedPostgres()', () => {
  afterAll(async () => {
    for (const server of started) await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('makes a cluster that only its random password opens, and closes it without a trace', async () => {
    // What an interrupted first start leaves behind.
    mkdirSync(path.join(directory, 'data.unfinished'), { recursive: true });
    writeFileSync(path.join(directory, 'data.unfinished/half'), '');
    const server = await start();
    expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(statSync(path.join(directory, 'password')).mode & 0o777).toBe(0o600);
    const password = new URL(server.url).password;
    await expect(query(server.url.replace(password, 'guess'), 'SELECT 1')).rejects.toMatchObject({
      code: '28P01',
    });
    await query(server.url, 'CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)');
    const { processId } = server;
    await Promise.all([server.close(), server.close()]);
    expect(lives(processId)).toBe(false);
    expect(readdirSync(directory).filter((name) => /owner|claim|partial/u.test(name))).toEqual([]);
  });

  it.each(['missing', 'empty'])(
    'refuses a cluster whose password is %s, and keeps both what is in it and what opens it',
    async (how) => {
      const file = path.join(directory, 'password');
      const password = readFileSync(file, 'utf8');
      if (how === 'missing') rmSync(file);
      else writeFileSync(file, '');
      await expect(start()).rejects.toMatchObject({ code: 'PASSWORD_LOST' });
      writeFileSync(file, password);
      const server = await start();
      try {
        expect(await query(server.url, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
      } finally {
        await server.close();
      }
    },
  );

  it('never removes what it does not know, and keeps the password of a cluster that was moved away', async () => {
    const data = path.join(directory, 'data');
    const away = path.join(directory, 'away');
    const password = readFileSync(path.join(directory, 'password'), 'utf8');
    renameSync(data, away);
    mkdirSync(data);
    writeFileSync(path.join(data, 'thesis.txt'), 'x');
    await expect(start()).rejects.toMatchObject({ code: 'POSTGRES_START_FAILED' });
    expect(readdirSync(data)).toEqual(['thesis.txt']);
    rmSync(data, { recursive: true });
    const server = await start();
    await server.close();
    expect(readFileSync(path.join(directory, 'password'), 'utf8')).toBe(password);
    rmSync(data, { recursive: true });
    renameSync(away, data);
  });

  it('starts a server that was killed again, with the same address and data', async () => {
    const server = await start();
    try {
      const killed = server.processId;
      process.kill(killed, 'SIGKILL');
      await retryTransient(() => query(server.url, 'SELECT id FROM kept'));
      expect(await query(server.url, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
      expect(server.processId).not.toBe(killed);
    } finally {
      await server.close();
    }
  });

  it('refuses a folder that another living process uses, and takes over from one that was killed', async () => {
    const { parent, serverId } = await startElsewhere();
    await expect(start()).rejects.toMatchObject({ code: 'DATABASE_IN_USE' });
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    expect(lives(serverId)).toBe(true);
    const server = await start();
    try {
      expect(lives(serverId)).toBe(false);
      expect(await query(server.url, 'SELECT id FROM kept')).toEqual([{ id: 7 }]);
      expect(log.join('\n')).toContain(String(serverId));
    } finally {
      await server.close();
    }
  });

  const itAsRoot = process.getuid?.() === 0 ? it : it.skip;
  itAsRoot(
    'goes elsewhere, and says so, where the account that it must use cannot enter',
    async () => {
      const closed = path.join(folder, 'closed');
      mkdirSync(closed, { mode: 0o700 });
      const server = await start(path.join(closed, 'cluster'));
      try {
        expect(server.directory.startsWith(closed)).toBe(false);
        expect(log.join('\n')).toContain(server.directory);
        expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      } finally {
        await server.close();
        rmSync(server.directory, { recursive: true });
      }
    },
  );
});
