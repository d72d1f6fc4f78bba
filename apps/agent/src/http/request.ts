import { type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface RequestOptions {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The body as it arrives; a pause of more than `stallMs` is an error. */
  readonly body: AsyncIterable<Buffer> & { destroy(): void };
  /** At most 64 KiB of the body; for small answers. */
  text(): Promise<string>;
}

const stallMs = 30_000;
const textLimitBytes = 65_536;

/** One request on the plain clients: Node's `fetch` costs ten megabytes of memory that a device may not have. */
export function request(url: URL, options: RequestOptions): Promise<Answer> {
  const { method, headers, body, signal } = options;
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = send(url, { method, headers, signal }, (incoming) => {
      resolve({
        status: incoming.statusCode ?? 0,
        headers: incoming.headers,
        body: incoming,
        text: () => readText(incoming),
      });
    });
    outgoing.setTimeout(stallMs, () => {
      outgoing.destroy(new Error(`no byte arrived for ${stallMs} ms`));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function readText(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  for await (const part of incoming as AsyncIterable<Buffer>) {
    sizeBytes += part.length;
    if (sizeBytes > textLimitBytes) throw new Error(`the answer exceeds ${textLimitBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
