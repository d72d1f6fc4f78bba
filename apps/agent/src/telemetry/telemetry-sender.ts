import { type WindowKey, WindowOutbox, WindowRecorder } from '@flotilla/device';
import type { Clock } from '@flotilla/foundation';
import type { Acknowledgement, Telemetry } from '@flotilla/protocol';
import type { Inference } from '@flotilla/telemetry';
import { messageOf } from '../errors';
import type { Logger } from '../log';
import type { WindowSpool } from './window-spool';

export interface TelemetrySenderParts {
  readonly spool: WindowSpool;
  readonly session: bigint;
  readonly windowMs: number;
  readonly clock: Clock;
  /** @returns false when there is no connection */
  readonly send: (bytes: Uint8Array) => boolean;
  readonly log: Logger;
}

/** Two hours of one-minute windows for four variants; some hundred kilobytes. */
const maximumWindows = 512;
const maximumBytes = 4 * 1024 * 1024;
const maximumInFlight = 32;

/** Folds inferences into windows, keeps closed ones on disk, and sends them until the platform has acknowledged. */
export class TelemetrySender {
  private readonly recorder: WindowRecorder;
  private readonly outbox: WindowOutbox;
  /** A closed window that the disk would not take yet. */
  private unwritten: Telemetry | null = null;
  private timer: NodeJS.Timeout | undefined;
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly parts: TelemetrySenderParts) {
    this.recorder = new WindowRecorder(parts.session, parts.windowMs);
    this.outbox = new WindowOutbox({
      maximumWindows,
      maximumBytes,
      maximumInFlight,
      resendBaseMs: 10_000,
      resendMaximumMs: 600_000,
      random: Math.random,
    });
  }

  /** Takes up what an earlier process left, and begins. */
  async start(): Promise<void> {
    for (const window of await this.parts.spool.open()) this.outbox.add(window);
    const periodMs = Math.min(1000, Math.max(50, this.parts.windowMs / 4));
    this.timer = setInterval(() => {
      this.enqueue(() => this.turn());
    }, periodMs);
  }

  fold(key: WindowKey, inference: Inference): void {
    this.recorder.fold(key, inference, this.parts.clock.nowMs());
  }

  /** A new connection: everything that is held goes out again, with its own session and sequence. */
  connected(): void {
    this.outbox.reconnected();
    this.enqueue(() => this.sendDue());
  }

  acknowledge(acknowledgement: Acknowledgement): void {
    this.enqueue(async () => {
      for (const window of this.outbox.acknowledge(acknowledgement)) {
        await this.parts.spool.remove(window);
      }
      await this.sendDue();
    });
  }

  /** Closes the open windows and leaves them on disk for the next start. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.enqueue(() => this.closeWindows(true));
    this.enqueue(() => this.sendDue());
    await this.work;
  }

  private enqueue(task: () => Promise<void>): void {
    this.work = this.work.then(task).catch((error: unknown) => {
      this.parts.log.warn({ reason: messageOf(error) }, 'telemetry has to wait');
    });
  }

  private async turn(): Promise<void> {
    await this.closeWindows(false);
    await this.sendDue();
  }

  private async closeWindows(early: boolean): Promise<void> {
    // The end of the process may go beyond the bound, once: what is folded would be lost otherwise.
    while (early ? this.outbox.length < 2 * maximumWindows : !this.outbox.isFull) {
      this.unwritten ??= this.recorder.closeNext(this.parts.clock.nowMs(), { early });
      if (!this.unwritten) return;
      this.outbox.add(await this.parts.spool.write(this.unwritten));
      this.unwritten = null;
    }
  }

  private async sendDue(): Promise<void> {
    for (const window of this.outbox.due(this.parts.clock.nowMs())) {
      const bytes = await this.parts.spool.read(window);
      if (bytes && !this.parts.send(bytes)) return;
    }
  }
}
