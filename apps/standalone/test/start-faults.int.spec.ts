import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DemoProcess } from './demo-process';

jest.setTimeout(120_000);

describe('npm start that cannot be', () => {
  let folder: string;
  let server: Server;
  let taken: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flotilla-faults-'));
    await writeFile(join(folder, 'file'), '');
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    taken = String((server.address() as AddressInfo).port);
  });
  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  async function refused(dataDirectory: string, options: readonly string[]) {
    const { exitCode, output } = await new DemoProcess(dataDirectory, ...options).finished();
    const lines = output.trim().split('\n');
    expect(lines).toHaveLength(1);
    return { exitCode, code: /^([A-Z_]+): /.exec(lines[0] ?? '')?.[1] };
  }

  it.each([
    ['a port in use', 'PORT_IN_USE', () => ['--mqtt-port', taken]],
    ['an address that is not ours', 'HOST_UNUSABLE', () => ['--host', '192.0.2.1']],
    ['an address that nobody knows', 'HOST_UNUSABLE', () => ['--host', 'nowhere.invalid']],
  ])('%s: one line, and no data folder', async (_, code, options) => {
    const dataDirectory = join(folder, 'never-made');
    expect(await refused(dataDirectory, options())).toEqual({ exitCode: 1, code });
    expect(existsSync(dataDirectory)).toBe(false);
  });

  it('a data folder that is a file: one line', async () => {
    expect(await refused(join(folder, 'file'), [])).toEqual({
      exitCode: 1,
      code: 'DATA_FOLDER_UNUSABLE',
    });
  });

  it.each([
    ['--data-dir', ''],
    ['--host', ''],
  ])('an empty %s: one line, exit code 2', async (...options) => {
    expect((await refused(join(folder, 'never-made'), options)).exitCode).toBe(2);
  });
});
