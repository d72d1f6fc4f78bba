import { backoffMs } from '@flotilla/foundation';
import { stepError } from '../errors';

/** A refusal may come from a platform that is half up; a lasting one is the platform's last word. */
const refusalsAllowed = 4;

/** A transfer may be damaged on the way, by a proxy's page for example; one that always is, is what the server holds. */
const damagedAllowed = 2;

export interface DownloadTriesOptions {
  readonly digest: string;
  /** What an earlier process left. */
  readonly heldBytes: number;
  readonly retryBaseMs: number;
  readonly retryMaximumMs: number;
}

/** What one download has met with, and when that is enough. More bytes than ever before begin the count anew. */
export class DownloadTries {
  private bestBytes: number;
  private attempt = 0;
  private refusals = 0;
  private damaged = 0;

  constructor(private readonly options: DownloadTriesOptions) {
    this.bestBytes = options.heldBytes;
  }

  /** @throws CodedError `DOWNLOAD_FAILED` when it was refused too often */
  refused(why: string): void {
    this.refusals += 1;
    if (this.refusals > refusalsAllowed) this.giveUp(why);
  }

  /** @throws CodedError `DOWNLOAD_FAILED` when it was damaged too often */
  arrivedDamaged(why: string): void {
    this.damaged += 1;
    if (this.damaged > damagedAllowed) this.giveUp(why);
  }

  /** @throws CodedError `DOWNLOAD_FAILED` */
  giveUp(why: string): never {
    throw stepError('DOWNLOAD_FAILED', `cannot download ${this.options.digest}: ${why}`);
  }

  /** @returns how long to wait before the next try */
  ended(heldBytes: number): number {
    if (heldBytes > this.bestBytes) {
      // A server that brings us further is worth going on with, and soon.
      this.bestBytes = heldBytes;
      this.attempt = 0;
      this.refusals = 0;
      this.damaged = 0;
    }
    const { retryBaseMs: baseMs, retryMaximumMs: maximumMs } = this.options;
    const waitMs = backoffMs(this.attempt, { baseMs, maximumMs, random: Math.random });
    this.attempt += 1;
    return waitMs;
  }
}
