import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { GatewayUnderTest } from './gateway-under-test';
import { TestDevice } from './test-device';

describe('GET /v1/artifacts/:digest', () => {
  let gateway: GatewayUnderTest;
  let device: TestDevice;
  let url: string;
  let digest: string;
  const content = randomBytes(300_000);

  beforeAll(async () => {
    gateway = await GatewayUnderTest.start();
    device = await gateway.enrol('d1');
    ({ digest } = await gateway.store.put('default', Readable.from([content])));
    url = `${gateway.addresses.httpUrl}/v1/artifacts/${digest}`;
  });
  afterAll(() => gateway.close());

  async function get(extra: Record<string, string> = {}, method = 'GET'): Promise<Response> {
    return fetch(url, { method, headers: { ...(await device.headers()), ...extra } });
  }

  it('sends the whole file, cacheable for good', async () => {
    const response = await get();
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).toBe(`"${digest}"`);
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
  });

  it('resumes by range', async () => {
    const response = await get({ range: 'bytes=250000-' });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes 250000-299999/300000');
    expect(response.headers.get('content-length')).toBe('50000');
    expect(Buffer.from(await response.arrayBuffer()).equals(content.subarray(250_000))).toBe(true);
  });

  it('answers 416 with the size for a range beyond the end', async () => {
    const response = await get({ range: 'bytes=300000-' });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */300000');
  });

  it('ignores a range that was cut from another file', async () => {
    expect((await get({ range: 'bytes=1-', 'if-range': '"other"' })).status).toBe(200);
    expect((await get({ range: 'bytes=1-', 'if-range': `"${digest}"` })).status).toBe(206);
  });

  it('answers 304 to whoever has it', async () => {
    expect((await get({ 'if-none-match': `"${digest}"` })).status).toBe(304);
  });

  it('answers HEAD with size and no body', async () => {
    const response = await get({}, 'HEAD');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe('300000');
    expect((await response.arrayBuffer()).byteLength).toBe(0);
  });

  it('refuses whoever does not prove to be a device', async () => {
    const headers = await device.headers();
    const other = await (await TestDevice.make('d1')).headers();
    const attempts: Record<string, string>[] = [
      {},
      { 'x-flotilla-device': 'default/d1' },
      { authorization: headers['authorization'] ?? '' },
      { ...headers, 'x-flotilla-device': 'default/d2' },
      { ...headers, 'x-flotilla-device': '../d1' },
      other,
    ];
    for (const attempt of attempts) {
      const response = await fetch(url, { headers: attempt });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('shows an organisation its own artifacts only', async () => {
    const stranger = await gateway.enrol('d9', 'other');
    const response = await fetch(url, { headers: await stranger.headers() });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'ARTIFACT_NOT_FOUND' });
  });

  it.each(['x', '..%2f..%2fetc%2fpasswd', 'A'.repeat(64)])('refuses the digest %s', async (bad) => {
    const response = await fetch(`${gateway.addresses.httpUrl}/v1/artifacts/${bad}`, {
      headers: await device.headers(),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'INVALID_DIGEST' });
  });

  it('sends many at once without holding up the event loop', async () => {
    const longestShares: number[] = [];
    for (let round = 0; round < 4; round++) {
      let longestMs = 0;
      let last = performance.now();
      const timer = setInterval(() => {
        longestMs = Math.max(longestMs, performance.now() - last);
        last = performance.now();
      }, 1);
      const started = performance.now();
      const bodies = await Promise.all(
        Array.from({ length: 20 }, async () => (await get()).arrayBuffer()),
      );
      clearInterval(timer);
      longestShares.push(longestMs / (performance.now() - started));
      expect(bodies.every((body) => body.byteLength === 300_000)).toBe(true);
    }
    // No turn of the loop takes most of the time: the downloads share it. Other processes hold turns up, too, but not in
    // every round.
    expect(Math.min(...longestShares)).toBeLessThan(0.5);
  });

  it('tells further downloads to come back later', async () => {
    const busy = await GatewayUnderTest.start({ maximumDownloads: 1 });
    const reader = await busy.enrol('d1');
    const large = await busy.store.put('default', Readable.from([randomBytes(32_000_000)]));
    const at = `${busy.addresses.httpUrl}/v1/artifacts/${large.digest}`;
    const first = await fetch(at, { headers: await reader.headers() });
    const second = await fetch(at, { headers: await reader.headers() });
    expect(second.status).toBe(503);
    expect(second.headers.get('retry-after')).not.toBeNull();
    await first.body?.cancel();
    await busy.close();
  });
});

describe('POST /v1/enrol', () => {
  let gateway: GatewayUnderTest;
  let device: TestDevice;

  beforeEach(async () => {
    gateway = await GatewayUnderTest.start({ enrolmentBurst: 3, enrolmentsPerSecond: 0.001 });
    device = await TestDevice.make('unknown');
  });
  afterEach(() => gateway.close());

  function post(body: string): Promise<Response> {
    return fetch(`${gateway.addresses.httpUrl}/v1/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
  }

  function enrolment(token: string): string {
    return JSON.stringify({ token, name: 'shelf 7', publicKeyJwk: device.publicKeyJwk });
  }

  it('answers with the identity that the control plane gives', async () => {
    await gateway.bus.respond('enrol', ({ token, name, publicKeyJwk }) => {
      expect({ name, publicKeyJwk }).toEqual({
        name: 'shelf 7',
        publicKeyJwk: device.publicKeyJwk,
      });
      return Promise.resolve(
        token === 'right'
          ? { ok: true, organisationId: 'default', deviceId: 'd7' }
          : { ok: false, code: 'TOKEN_USED', message: 'the token was used' },
      );
    });
    const accepted = await post(enrolment('right'));
    expect(accepted.status).toBe(201);
    expect(await accepted.json()).toEqual({ organisationId: 'default', deviceId: 'd7' });
    const refused = await post(enrolment('wrong'));
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'ENROLMENT_REFUSED' });
  });

  it('says so while there is no control plane', async () => {
    const response = await post(enrolment('right'));
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'NO_RESPONDER' });
  });

  it.each([
    ['no JSON', '{', 400],
    ['another shape', '{"token":1}', 400],
    ['a list', '[]', 400],
    ['a private key', JSON.stringify({ token: 't', name: 'n', publicKeyJwk: { kty: 'RSA' } }), 400],
    ['too large', JSON.stringify({ token: 'x'.repeat(20_000) }), 413],
  ])('refuses a body that is %s', async (_, body, status) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code: 'INVALID_REQUEST' });
  });

  it('limits the rate', async () => {
    const statuses = [];
    for (let count = 0; count < 4; count++) statuses.push((await post('{}')).status);
    expect(statuses).toEqual([400, 400, 400, 429]);
  });

  it('answers what is not there with a code', async () => {
    const response = await fetch(`${gateway.addresses.httpUrl}/nothing`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'NOT_FOUND' });
  });
});
