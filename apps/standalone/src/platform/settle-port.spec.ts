import { type AddressInfo, createServer, type Server } from 'node:net';
import { checkPorts, settlePort } from './settle-port';

const host = '127.0.0.1';
const option = '--port';

describe('settlePort()', () => {
  let server: Server;
  let taken: number;
  beforeAll(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    taken = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.close();
  });

  it('refuses a port that was asked for and is in use, and does without a preferred one', async () => {
    const asked = { asked: taken, preferred: 1, option };
    await expect(settlePort(asked, host)).rejects.toMatchObject({ code: 'PORT_IN_USE' });
    expect(await settlePort({ asked: undefined, preferred: taken, option }, host)).toBe(0);
  });

  // Root may listen everywhere.
  (process.getuid?.() === 0 ? it.skip : it)('tells a forbidden port from one in use', async () => {
    const asked = { asked: 1, preferred: 1, option };
    await expect(settlePort(asked, host)).rejects.toMatchObject({ code: 'PORT_FORBIDDEN' });
  });

  // TEST-NET-1 (RFC 5737) belongs to nobody; the name is refused by the resolver itself (RFC 6761).
  it.each(['192.0.2.1', 'nowhere.invalid'])('refuses %s, whatever the port', async (address) => {
    for (const asked of [undefined, 0, taken])
      await expect(settlePort({ asked, preferred: taken, option }, address)).rejects.toMatchObject({
        code: 'HOST_UNUSABLE',
      });
  });
});

describe('checkPorts()', () => {
  const wanted = (asked: number | undefined) => ({ asked, preferred: 0, option });

  it('refuses one port for two listeners', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await expect(checkPorts([wanted(port), wanted(port)], host)).rejects.toMatchObject({
      code: 'PORT_IN_USE',
    });
  });

  it('takes any port as often as it is wanted', async () => {
    await expect(checkPorts([wanted(0), wanted(0), wanted(undefined)], host)).resolves.toBe(
      undefined,
    );
  });
});
