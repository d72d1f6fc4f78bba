import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Harness, startHarness } from './fixtures/harness';
import { until } from './fixtures/until';

const dashboardDirectory = mkdtempSync(path.join(tmpdir(), 'flotilla-dashboard-files-'));
let harness: Harness;
beforeAll(async () => {
  mkdirSync(path.join(dashboardDirectory, 'assets'));
  writeFileSync(path.join(dashboardDirectory, 'index.html'), '<p>dashboard</p>');
  writeFileSync(path.join(dashboardDirectory, 'assets/app-1234.js'), '1');
  harness = await startHarness({ dashboardDirectory });
});
afterAll(async () => {
  await harness.close();
  rmSync(dashboardDirectory, { recursive: true });
});

const get = (address: string) => fetch(`${harness.url}${address}`);

/** The control plane in a process of its own, on this suite's database. */
async function startServer(): Promise<{ url: string; output(): string; close(): Promise<void> }> {
  const main = path.join(__dirname, '../src/main.ts');
  const child = spawn(
    process.execPath,
    ['-C', '@flotilla/source', '-r', '@swc-node/register', main],
    {
      cwd: path.resolve(__dirname, '../../..'),
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: harness.postgres.url,
        FLOTILLA_ARTIFACT_ROOT: path.join(dashboardDirectory, 'artifacts'),
        FLOTILLA_DASHBOARD_DIRECTORY: dashboardDirectory,
        FLOTILLA_PORT: '0',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  const ended = once(child, 'exit');
  const url = await until(
    () => Promise.resolve(/listens on (\S+)/u.exec(text)?.[1] ?? null),
    (found) => found !== null || child.exitCode !== null,
  );
  if (url === null) throw new Error(text);
  return {
    url,
    output: () => text,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

describe('the dashboard', () => {
  it.each(['/', '/rollouts/some-id', '/profiles?after=x'])(
    'answers %s with its page',
    async (address) => {
      const response = await get(address);
      expect([response.status, await response.text()]).toEqual([200, '<p>dashboard</p>']);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it('serves files under their hashed names for good, and 404 for those that are not there', async () => {
    const response = await get('/assets/app-1234.js');
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect((await get('/assets/..%2f..%2fpackage.json')).status).toBe(404);
  });

  // In a process of its own: inside Jest's realm, errors of `fs` are no instances of `Error`, and a library that
  // asks for that behaves differently.
  it('answers 404 for a file that is not there, which is no error of the server', async () => {
    const server = await startServer();
    try {
      const missing = await fetch(`${server.url}/assets/nope.js`);
      expect([missing.status, await missing.json()]).toMatchObject([
        404,
        { error: { code: 'NOT_FOUND' } },
      ]);
      const outside = await fetch(`${server.url}/assets/..%2f..%2fpackage.json`);
      expect(outside.status).toBe(404);
      expect((await fetch(`${server.url}/`)).status).toBe(200);
    } finally {
      await server.close();
    }
    expect(server.output()).not.toMatch(/"level":(?:40|50|60)/u);
  });

  it.each(['/v1/nothing', '/health/nothing', '/api', '/api/v1/models'])(
    'leaves %s to the API',
    async (address) => {
      const response = await get(address);
      expect([response.status, await response.json()]).toMatchObject([
        404,
        { error: { code: 'NOT_FOUND' } },
      ]);
    },
  );
});
