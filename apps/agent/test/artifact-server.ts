import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { digestOf } from './tiny-model';

/** What the network or the store does to one request for an artifact. */
export type Fault =
  | { readonly kind: 'none' }
  | { readonly kind: 'change-bytes' }
  /** Has only the file's first bytes, and takes them for the whole; chunked answers do not tell the length before. */
  | { readonly kind: 'hold-less'; readonly bytes: number; readonly chunked: boolean }
  | { readonly kind: 'cut-after'; readonly bytes: number }
  /** Sends this much, then stands still until the connection is gone. */
  | { readonly kind: 'stall-after'; readonly bytes: number }
  | { readonly kind: 'status'; readonly status: number };

export interface ArtifactRequest {
  readonly digest: string;
  readonly range: string | undefined;
  readonly device: string | undefined;
  readonly authorization: string | undefined;
}

export interface EnrolmentRequest {
  readonly token: string;
  readonly name: string;
  readonly publicKeyJwk: { readonly x: string };
}

/** The gateway's HTTP side: enrolment and artifacts with ranges, and faults to order. */
export class ArtifactServer {
  readonly requests: ArtifactRequest[] = [];
  readonly enrolments: EnrolmentRequest[] = [];
  /** Decides about each artifact request; `nth` counts from 1 for each digest. */
  fault: (digest: string, nth: number) => Fault = () => ({ kind: 'none' });
  /** The device id for a token, or a status to refuse with. */
  enrol: (request: EnrolmentRequest) => string | number = () => 'device-1';
  private readonly files = new Map<string, Uint8Array>();
  private readonly server: Server = createServer((request, response) => {
    void this.answer(request, response);
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** @returns its digest */
  add(file: Uint8Array): string {
    const digest = digestOf(file);
    this.files.set(digest, file);
    return digest;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST') {
      await this.answerEnrolment(request, response);
      return;
    }
    const digest = request.url?.split('/').at(-1) ?? '';
    const { range, authorization } = request.headers;
    const device = request.headers['x-flotilla-device'];
    this.requests.push({ digest, range, authorization, device: device?.toString() });
    const nth = this.requests.filter((each) => each.digest === digest).length;
    const fault = this.fault(digest, nth);
    const file = this.files.get(digest);
    if (fault.kind === 'status') response.writeHead(fault.status).end();
    else if (!file) response.writeHead(404).end();
    else await send(response, heldFile(file, fault), range, fault);
  }

  private async answerEnrolment(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const body = JSON.parse(Buffer.concat(parts).toString()) as EnrolmentRequest;
    this.enrolments.push(body);
    const result = this.enrol(body);
    if (typeof result === 'number') {
      response.writeHead(result).end(JSON.stringify({ code: 'REFUSED', message: 'refused' }));
    } else {
      response.writeHead(201).end(JSON.stringify({ organisationId: 'default', deviceId: result }));
    }
  }
}

async function send(
  response: ServerResponse,
  file: Uint8Array,
  range: string | undefined,
  fault: Fault,
): Promise<void> {
  const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  const body = file.subarray(start);
  if (body.length === 0) {
    response.writeHead(416, { 'content-range': `bytes */${file.length}` }).end();
    return;
  }
  const isChunked = fault.kind === 'hold-less' && fault.chunked;
  response.writeHead(range === undefined ? 200 : 206, {
    ...(isChunked ? {} : { 'content-length': body.length }),
    ...(range === undefined
      ? {}
      : { 'content-range': `bytes ${start}-${file.length - 1}/${file.length}` }),
  });
  if (fault.kind === 'cut-after' || fault.kind === 'stall-after') {
    await new Promise((resolve) => response.write(body.subarray(0, fault.bytes), resolve));
    // Time for the bytes to leave before the connection does.
    await sleep(50);
    if (fault.kind === 'cut-after') response.destroy();
    return;
  }
  response.end(body);
}

function heldFile(file: Uint8Array, fault: Fault): Uint8Array {
  if (fault.kind === 'hold-less') return file.subarray(0, fault.bytes);
  return fault.kind === 'change-bytes' ? changed(file) : file;
}

function changed(file: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(file);
  copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1;
  return copy;
}
