/** When a stage has proved itself. Shares are 0 to 1, accuracies and losses are points of top-1 (0 to 100). */
export interface Gates {
  /** Share of the stage's devices that must have committed. */
  readonly minimumCommittedShare: number;
  /** More than this share of unsuccessful devices stops the rollout. */
  readonly maximumUnsuccessfulShare: number;
  /** Labelled inferences, and latency samples, that each variant must show before it is judged. */
  readonly minimumSampleCount: number;
  /** How far a variant's accuracy in the fleet may lie below what the optimizer measured for it. */
  readonly maximumAccuracyLossPoints: number;
  /** Upper limit of the 90th percentile of latency on the devices; null for none. */
  readonly maximumLatencyP90Ms: number | null;
  /** A stage that has not passed after this long pauses; null for no limit. */
  readonly stageTimeoutMs: number | null;
}

/** What one variant showed in a stage, over all of the stage's devices that committed it. */
export interface VariantEvidence {
  readonly variantId: string;
  readonly label: string;
  readonly committedDeviceCount: number;
  /** Top-1 as the optimizer measured it, in points; null when it measured none. */
  readonly expectedAccuracyPoints: number | null;
  readonly labelledCount: number;
  readonly correctCount: number;
  readonly latencySampleCount: number;
  /** Null before the first sample. */
  readonly latencyP90Ms: number | null;
}
