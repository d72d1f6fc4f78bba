/**
 * What devices and platform say to each other, as plain values. The wire form is FlatBuffers (see `codec`); each
 * message's bytes are pinned by golden files, and a change of meaning is a new protocol version.
 */

/** Device → platform, first message of a session. */
export interface Hello {
  readonly protocolMinimum: number;
  readonly protocolMaximum: number;
  /** Random per process start, strictly increasing per device; pairs the last will with its session. */
  readonly session: bigint;
  readonly agentVersion: string;
  readonly architecture: string;
  readonly operatingSystem: string;
  readonly runtimeName: string;
  readonly runtimeVersion: string;
  /** Delegates that really load on this device, best first. */
  readonly delegates: readonly string[];
  readonly memoryBytes: bigint;
  /** What is installed and running, so that the platform can reconcile without asking. */
  readonly installed: readonly InstalledVariant[];
  /** Counter of the newest desired state that the device has accepted; 0 if none. */
  readonly desiredCounter: bigint;
}

export interface InstalledVariant {
  readonly model: string;
  readonly variantId: string;
  /** sha256 of the file, hex. */
  readonly digest: string;
  readonly delegate: string;
  readonly active: boolean;
}

/** Platform → device, retained: everything that this device should run. */
export interface DesiredState {
  /** Strictly increasing per device; an older or equal counter is ignored. */
  readonly counter: bigint;
  /**
   * Milliseconds since the epoch, or 0 for none; an expired state is not acted on. Room that the protocol has: agents
   * obey it, this platform sets none.
   */
  readonly expiresAtMs: bigint;
  /** Room as well: which part of a fleet the device counts to. This platform leaves it empty, and agents ignore it. */
  readonly cohort: string;
  readonly models: readonly DesiredModel[];
  /** Room for a detached signature over the rest; empty when unsigned. */
  readonly signature: Uint8Array;
}

export interface DesiredModel {
  readonly model: string;
  readonly modelVersion: number;
  /** The rollout that asks for this, or empty; echoed in progress. */
  readonly rolloutId: string;
  /** Which try of this rollout on this device; echoed in progress. */
  readonly attempt: number;
  /** Version of the platform's per-device record; progress carries it back for compare-and-set. */
  readonly version: number;
  /** In order of preference; the device runs the first that proves itself. */
  readonly variants: readonly DesiredVariant[];
}

export interface DesiredVariant {
  readonly variantId: string;
  /** sha256, hex. */
  readonly digest: string;
  readonly sizeBytes: bigint;
  /** Delegates to try, in order. */
  readonly delegates: readonly string[];
  /** Artifact (.npz: `inputs`, `outputs`) with golden samples and the float model's outputs for them. */
  readonly goldenDigest: string;
  readonly goldenSizeBytes: bigint;
  /** Largest absolute difference from the float outputs that this variant may show, as the optimizer measured it. */
  readonly goldenTolerance: number;
}

export const progressStates = [
  'downloading',
  'verifying',
  'testing',
  'committing',
  'succeeded',
  'failed',
  'rejected',
  'rolled-back',
  'already-installed',
] as const;
export type ProgressState = (typeof progressStates)[number];

/** Device → platform: one step of one model's update. */
export interface Progress {
  readonly session: bigint;
  readonly rolloutId: string;
  readonly model: string;
  readonly variantId: string;
  readonly attempt: number;
  readonly version: number;
  readonly state: ProgressState;
  /** 0 to 1 within the state. */
  readonly fraction: number;
  /** Machine-readable reason for `failed`, `rejected` and `rolled-back`; else empty. */
  readonly code: string;
  readonly message: string;
  /** The delegate that really ran the self-test; empty before it. */
  readonly delegate: string;
}

/** Device → platform: one window of inferences of one variant, folded. */
export interface Telemetry {
  readonly session: bigint;
  /** 1, 2, 3 … within the session; with it, the key that makes a window count once. */
  readonly sequence: bigint;
  readonly model: string;
  readonly variantId: string;
  readonly delegate: string;
  readonly startedAtMs: bigint;
  readonly endedAtMs: bigint;
  readonly inferenceCount: bigint;
  readonly failureCount: bigint;
  /** How many of the inferences came with a label, and how many of those were right. */
  readonly labelledCount: bigint;
  readonly correctCount: bigint;
  /** DDSketch of latency in milliseconds, in its protobuf form. */
  readonly latencySketch: Uint8Array;
}

/** Platform → device: every window of this session up to `sequence` is stored for good. */
export interface Acknowledgement {
  readonly session: bigint;
  readonly sequence: bigint;
}

export const commandKinds = ['ping', 'report', 'roll-back'] as const;
export type CommandKind = (typeof commandKinds)[number];

/** Platform → device. */
export interface Command {
  readonly id: string;
  readonly kind: CommandKind;
  /** For `roll-back`: the model to take back to its previous variant. */
  readonly model: string;
}

/** Device → platform. */
export interface CommandReply {
  readonly id: string;
  readonly ok: boolean;
  readonly code: string;
  readonly message: string;
}

/** Device → platform by the broker, when the connection breaks. */
export interface LastWill {
  readonly session: bigint;
}
