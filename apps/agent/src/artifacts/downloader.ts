import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Artifact, ArtifactRole } from '@flotilla/device';
import { backoffMs, isCodedError } from '@flotilla/foundation';
import { diskFault } from '../disk/disk-fault';
import { removeFile } from '../disk/durable-file';
import { messageOf, stepError } from '../errors';
import { type Answer, request } from '../http/request';
import type { Logger } from '../log';
import { type ArtifactCache, sizeOf } from './artifact-cache';
import { readDownloadAnswer } from './download-answer';

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

/** A refusal may come from a platform that is half up; a lasting one is the platform's last word. */
const refusalsAllowed = 4;

/**
 * Brings an artifact's bytes to its `.part` file, going on where an earlier try stopped. Waits as long as it takes for
 * a network or a server that is not there; gives up only where the server says that there is nothing to wait for.
 */
export class Downloader {
  constructor(private readonly parts: DownloaderParts) {}

  /** @throws CodedError `DOWNLOAD_FAILED`, `DISK_FULL`, `DISK_FAILED`; AbortError when aborted */
  async download(role: ArtifactRole, file: Artifact, options: DownloadOptions): Promise<void> {
    const { cache, log } = this.parts;
    if (await cache.has(role, file)) return;
    const path = cache.partPath(role, file.digest);
    let refusals = 0;
    for (let attempt = 0; ; attempt += 1) {
      const before = await this.heldBytes(path, file);
      if (before === file.sizeBytes) return;
      let waitMs: number | null = null;
      try {
        const answer = await this.ask(file, before, options.signal);
        const meaning = readDownloadAnswer(answer, before);
        if (meaning.kind === 'bytes') {
          await this.receive(answer, { path, file, offset: meaning.offset, ...options });
          return;
        }
        answer.body.destroy();
        if (meaning.kind === 'begin-again') await removeFile(path);
        if (meaning.kind === 'wait') waitMs = meaning.retryAfterMs;
        if (meaning.kind === 'refused') refusals += 1;
        if (meaning.kind === 'gone' || refusals > refusalsAllowed) {
          throw stepError(
            'DOWNLOAD_FAILED',
            `cannot download ${file.digest}: the server answers ${answer.status}`,
          );
        }
        log.warn({ status: answer.status, digest: file.digest }, 'download has to wait');
      } catch (error) {
        options.signal.throwIfAborted();
        if (isCodedError(error)) throw error;
        log.warn({ reason: messageOf(error), digest: file.digest }, 'download was cut off');
      }
      // A try that brought bytes shows a server that is there: go on soon.
      if (((await sizeOf(path)) ?? 0) > before) attempt = 0;
      await sleep(waitMs ?? this.backoffMs(attempt), undefined, { signal: options.signal });
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

  private async receive(
    answer: Answer,
    to: DownloadOptions & { path: string; file: Artifact; offset: number },
  ): Promise<void> {
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
        if (sizeBytes > file.sizeBytes) {
          await removeFile(path);
          throw stepError(
            'DOWNLOAD_FAILED',
            `cannot download ${file.digest}: the server sends more than the ${file.sizeBytes} bytes desired`,
          );
        }
        await disk(target.writeFile(chunk));
        onProgress(sizeBytes / file.sizeBytes);
      }
      if (sizeBytes < file.sizeBytes) {
        throw new Error(`${sizeBytes} of ${file.sizeBytes} bytes arrived`);
      }
      await disk(target.sync());
    } finally {
      answer.body.destroy();
      await target.close();
    }
  }

  private backoffMs(attempt: number): number {
    const { retryBaseMs, retryMaximumMs } = this.parts;
    return backoffMs(attempt, {
      baseMs: retryBaseMs,
      maximumMs: retryMaximumMs,
      random: Math.random,
    });
  }
}
