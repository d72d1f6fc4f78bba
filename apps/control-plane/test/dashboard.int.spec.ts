import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Harness, startHarness } from './fixtures/harness';

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
    expect((await get('/assets/app-old.js')).status).toBe(404);
    expect((await get('/assets/..%2f..%2fpackage.json')).status).toBeGreaterThanOrEqual(400);
  });

  it.each(['/v1/nothing', '/health/nothing'])('leaves %s to the API', async (address) => {
    expect((await get(address)).status).toBe(404);
  });
});
