import type { Progress } from '@flotilla/protocol';

export interface ProgressReporterParts {
  readonly send: (progress: Progress) => boolean;
  readonly nowMs: () => number;
}

/** Within one state, fractions are told this often at most. */
const fractionPeriodMs = 1_000;

interface Told {
  readonly facts: string;
  readonly atMs: number;
}

/** Tells the platform what changed since it was last told, and no more. */
export class ProgressReporter {
  private readonly told = new Map<string, Told>();

  constructor(private readonly parts: ProgressReporterParts) {}

  report(progress: Progress): void {
    const { fraction, ...rest } = progress;
    const facts = JSON.stringify({ ...rest, session: String(rest.session) });
    const before = this.told.get(progress.model);
    const nowMs = this.parts.nowMs();
    const isNews =
      before?.facts !== facts || (fraction > 0 && nowMs - before.atMs >= fractionPeriodMs);
    if (isNews && this.parts.send(progress)) this.told.set(progress.model, { facts, atMs: nowMs });
  }

  /** A new session: the platform may have missed anything. */
  forget(): void {
    this.told.clear();
  }
}
