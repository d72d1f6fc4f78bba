import type { Summary } from '@flotilla/telemetry';

/** A window that is believed, with what the server knows of its sender. */
export interface CountedWindow {
  readonly modelId: string;
  readonly modelVersionId: string;
  readonly variantId: string;
  readonly profileId: string | null;
  /** The rollout that the device's variant came from. */
  readonly rolloutId: string | null;
  readonly delegate: string;
  readonly endedAt: Date;
  readonly summary: Summary;
}
