import type { Acknowledgement } from '@flotilla/protocol';
import { backoffMs } from '@flotilla/foundation';

/** A window that the device keeps until the platform has it. Its bytes lie with the shell and never change. */
export interface HeldWindow {
  readonly session: bigint;
  readonly sequence: bigint;
  readonly sizeBytes: number;
}

export interface WindowOutboxOptions {
  /** At either bound the outbox is full, and what would be a new window stays in the open one. */
  readonly maximumWindows: number;
  readonly maximumBytes: number;
  /** How many may be on their way at once. */
  readonly maximumInFlight: number;
  /** Without an acknowledgement a window is sent again after this, doubled at each try up to the maximum. */
  readonly resendBaseMs: number;
  readonly resendMaximumMs: number;
  /** A uniform random number in [0, 1). */
  readonly random: () => number;
}

interface Entry extends HeldWindow {
  sends: number;
  nextSendAtMs: number;
}

/**
 * Which windows are still owed to the platform, and when each is due. A window is dropped by the platform's own
 * acknowledgement only, for a broker's proves nothing. This is the memory of a queue whose disk is the shell's (the
 * agent's `WindowSpool`): what is here has its bytes there, from which it is filled again after a restart.
 */
export class WindowOutbox {
  private readonly entries: Entry[] = [];
  private sizeBytes = 0;

  constructor(private readonly options: WindowOutboxOptions) {}

  get isFull(): boolean {
    const { maximumWindows, maximumBytes } = this.options;
    return this.entries.length >= maximumWindows || this.sizeBytes >= maximumBytes;
  }

  get length(): number {
    return this.entries.length;
  }

  /** Windows come in the order of session and sequence, those of earlier sessions first. */
  add(window: HeldWindow): void {
    this.entries.push({ ...window, sends: 0, nextSendAtMs: 0 });
    this.sizeBytes += window.sizeBytes;
  }

  /** The windows to send now, oldest first; each counts as sent. */
  due(nowMs: number): HeldWindow[] {
    const { maximumInFlight } = this.options;
    const due = this.entries.slice(0, maximumInFlight).filter((each) => isDue(each, nowMs));
    for (const entry of due) {
      entry.nextSendAtMs = nowMs + this.patienceMs(entry.sends);
      entry.sends += 1;
    }
    return due;
  }

  /** A new connection: whatever is held goes out again. */
  reconnected(): void {
    for (const entry of this.entries) entry.sends = 0;
  }

  /** @returns the windows that need not be kept any longer */
  acknowledge({ session, sequence }: Acknowledgement): HeldWindow[] {
    const done = this.entries.filter(
      (each) => each.session === session && each.sequence <= sequence,
    );
    for (const entry of done) {
      this.entries.splice(this.entries.indexOf(entry), 1);
      this.sizeBytes -= entry.sizeBytes;
    }
    return done;
  }

  private patienceMs(sends: number): number {
    const { resendBaseMs, resendMaximumMs, random } = this.options;
    // At least the base: full jitter alone could send again before an answer can have come.
    const jitter = backoffMs(sends, { baseMs: resendBaseMs, maximumMs: resendMaximumMs, random });
    return resendBaseMs + jitter;
  }
}

function isDue(entry: Entry, nowMs: number): boolean {
  return entry.sends === 0 || nowMs >= entry.nextSendAtMs;
}
