import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Artifact, ArtifactRole } from '@flotilla/device';
import { isCodedError } from '@flotilla/foundation';
import { diskFault } from '../disk/disk-fault';
import { removeFile } from '../disk/durable-file';
import { messageOf } from '../errors';
import { type Answer, request } from '../http/request';
import type { Logger } from '../log';
import { type ArtifactCache, sizeOf } from './artifact-cache';
import { readDownloadAnswer } from './download-answer';
import { DownloadTries } from './download-tries';

export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}

export interface DownloaderParts {
  readonly gatewayUrl: string;
  readonly cache: ArtifactCache;
  /** Fresh credentials for each request, as tokens live shorter than downloads. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  readonly retryBaseMs: number;
  readonly retryMaximumMs: number;
  readonly log: Logger;
}

interface Transfer extends DownloadOptions {
  readonly path: string;
  readonly file: Artifact;
  /** Bytes that are there already. */
  readonly offset: number;
  readonly tries: DownloadTries;
}

/**
 * Brings an artifact's bytes to its `.part` file, going on where an earlier try stopped. Waits as long as it takes for
 * a network or a server that is not there; gives up where the server says that there is nothing to wait for, or keeps
 * giving another file than the one desired.
 */
export class Downloader {
  constructor(private readonly parts: DownloaderParts) {}

  /** @throws CodedError `DOWNLOAD_FAILED`, `DISK_FULL`, `DISK_FAILED`; AbortError when aborted */
  async download(role: ArtifactRole, file: Artifact, options: DownloadOptions): Promise<void> {
    const { cache, log } = this.parts;
    if (await cache.has(role, file)) return;
    const path = cache.partPath(role, file.digest);
    const { retryBaseMs, retryMaximumMs } = this.parts;
    const heldBytes = await this.heldBytes(path, file);
    const tries = new DownloadTries({
      digest: file.digest,
      heldBytes,
      retryBaseMs,
      retryMaximumMs,
    });
    for (let offset = heldBytes; offset < file.sizeBytes;) {
      let waitMs: number | null = null;
      try {
        waitMs = await this.attempt({ path, file, offset, tries, ...options });
      } catch (error) {
        options.signal.throwIfAborted();
        if (isCodedError(error)) throw error;
        log.warn({ reason: messageOf(error), digest: file.digest }, 'download was cut off');
      }
      offset = await this.heldBytes(path, file);
      if (offset === file.sizeBytes) return;
      const backoffMs = tries.ended(offset);
      await sleep(waitMs ?? backoffMs, undefined, { signal: options.signal });
    }
  }

  /**
   * One request.
   * @returns how long the server asks to wait before the next, null if it does not say
   */
  private async attempt(to: Transfer): Promise<number | null> {
    const { path, file, tries } = to;
    const answer = await this.ask(file, to.offset, to.signal);
    const meaning = readDownloadAnswer(answer, { offset: to.offset, sizeBytes: file.sizeBytes });
    if (meaning.kind === 'bytes') {
      const sizeBytes = await this.receive(answer, { ...to, offset: meaning.offset });
      if (sizeBytes === file.sizeBytes) return null;
      if (sizeBytes > file.sizeBytes) await removeFile(path);
      tries.arrivedDamaged(`the server sends ${sizeBytes} bytes, desired are ${file.sizeBytes}`);
      return null;
    }
    answer.body.destroy();
    const { log } = this.parts;
    log.warn({ status: answer.status, digest: file.digest }, 'download has to wait');
    const why = `the server answers ${answer.status}`;
    switch (meaning.kind) {
      case 'begin-again':
        await removeFile(path);
        tries.arrivedDamaged(`${why}, with a file that is not of ${file.sizeBytes} bytes`);
        return null;
      case 'wait':
        return meaning.retryAfterMs;
      case 'refused':
        tries.refused(why);
        return null;
      case 'gone':
        return tries.giveUp(why);
    }
  }

  private async heldBytes(path: string, file: Artifact): Promise<number> {
    const sizeBytes = (await sizeOf(path)) ?? 0;
    if (sizeBytes <= file.sizeBytes) return sizeBytes;
    await removeFile(path);
    return 0;
  }

  private async ask(file: Artifact, offset: number, signal: AbortSignal): Promise<Answer> {
    const headers = await this.parts.headers();
    const range = offset > 0 ? { range: `bytes=${offset}-` } : {};
    const url = new URL(`/v1/artifacts/${file.digest}`, this.parts.gatewayUrl);
    return request(url, { method: 'GET', headers: { ...headers, ...range }, signal });
  }

  /** @returns how many bytes the file has now, or would have: what exceeds it is not stored */
  private async receive(answer: Answer, to: Transfer): Promise<number> {
    const { path, file, signal, onProgress } = to;
    const disk = async <T>(work: Promise<T>): Promise<T> =>
      work.catch((error: unknown) => {
        throw diskFault(`store artifact ${file.digest}`, error);
      });
    const target = await disk(open(path, to.offset === 0 ? 'w' : 'a'));
    try {
      let sizeBytes = to.offset;
      for await (const chunk of answer.body) {
        signal.throwIfAborted();
        sizeBytes += chunk.length;
        if (sizeBytes > file.sizeBytes) return sizeBytes;
        await disk(target.writeFile(chunk));
        onProgress(sizeBytes / file.sizeBytes);
      }
      await disk(target.sync());
      return sizeBytes;
    } finally {
      answer.body.destroy();
      await target.close();
    }
  }
}
