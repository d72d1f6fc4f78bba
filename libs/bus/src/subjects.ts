import type { HardwareProfile, QuantizationScheme } from '@flotilla/profiles';
import type {
  Acknowledgement,
  Command,
  CommandReply,
  DesiredState,
  Hello,
  Progress,
  Telemetry,
} from '@flotilla/protocol';

/** A content-addressed file in the organisation's artifact store. */
export interface ArtifactReference {
  /** sha256, lower-case hex. */
  readonly digest: string;
  readonly sizeBytes: number;
}

interface InOrganisation {
  readonly organisationId: string;
}

interface OfDevice extends InOrganisation {
  readonly deviceId: string;
}

interface Job extends InOrganisation {
  /** The row that this job works for: a model version's, a dataset's or a variant's id. */
  readonly jobId: string;
  /** Numbered from 1 by the control plane; a result of another attempt is ignored. */
  readonly attempt: number;
}

/** Convert (where needed) and inspect an uploaded model. */
export interface ImportModelJob extends Job {
  readonly source: ArtifactReference;
}

/** Check an uploaded dataset. */
export interface ImportDatasetJob extends Job {
  readonly inputs: ArtifactReference;
  readonly labels: ArtifactReference | null;
}

/** Make, prove and measure the variant of one model version for one profile. */
export interface BuildVariantJob extends Job {
  readonly model: ArtifactReference;
  readonly profile: HardwareProfile;
  /** Inputs of the representative dataset. */
  readonly calibration: ArtifactReference | null;
  readonly evaluation: { readonly inputs: ArtifactReference; readonly labels: ArtifactReference };
}

export interface JobProgress extends Job {
  readonly stage: string;
  /** 0 to 1 over the whole job. */
  readonly fraction: number;
  readonly message: string;
}

export interface TensorSignature {
  readonly name: string;
  readonly type: string;
  /** −1 where open. */
  readonly shape: readonly number[];
}

export interface ImportedModel {
  readonly kind: 'import-model';
  readonly floatModel: ArtifactReference;
  readonly format: string;
  readonly parameterCount: number;
  readonly operatorCount: number;
  readonly weightBytes: number;
  readonly inputs: readonly TensorSignature[];
  readonly outputs: readonly TensorSignature[];
}

export interface ImportedDataset {
  readonly kind: 'import-dataset';
  readonly sampleCount: number;
  /** Without its first axis; of the first array where a `.npz` holds several. */
  readonly sampleShape: readonly number[];
}

/** A share with its 95 % Wilson interval. */
export interface MeasuredShare {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly sampleCount: number;
}

/** What really ran: never the hardware that the profile wishes for. */
export interface MeasuredOn {
  readonly delegate: string;
  readonly runtime: string;
  readonly runtimeVersion: string;
  readonly architecture: string;
  readonly operatingSystem: string;
  /** Differences from the profile in words ("GPU absent, ran XNNPACK"); empty when none. */
  readonly note: string;
}

export interface CandidateResult {
  readonly scheme: QuantizationScheme;
  readonly artifact: ArtifactReference | null;
  readonly weightBytes: number | null;
  readonly top1: MeasuredShare | null;
  /** Share of inputs on which the variant and the float model agree. */
  readonly agreement: MeasuredShare | null;
  readonly latencyP50Ms: number | null;
  readonly latencyP90Ms: number | null;
  readonly latencySampleCount: number;
  readonly measuredOn: MeasuredOn | null;
  /** Operators left in float, with the reason. */
  readonly leftFloat: readonly { readonly operator: string; readonly reason: string }[];
  readonly verdict: 'chosen' | 'passed' | 'failed';
  /** Why it was chosen, or what it lost by; empty for `passed`. */
  readonly reason: string;
}

export interface BuiltVariant {
  readonly kind: 'build-variant';
  /** Which candidate was chosen; null when none keeps the budgets. */
  readonly chosen: QuantizationScheme | null;
  readonly candidates: readonly CandidateResult[];
  readonly float: {
    readonly sizeBytes: number;
    readonly weightBytes: number;
    readonly top1: MeasuredShare;
    readonly latencyP50Ms: number;
    readonly latencyP90Ms: number;
  };
  readonly golden: { readonly artifact: ArtifactReference; readonly tolerance: number } | null;
}

export interface FailedJob {
  readonly kind: 'failed';
  readonly code: string;
  readonly message: string;
}

export interface JobFinished extends Job {
  readonly outcome: ImportedModel | ImportedDataset | BuiltVariant | FailedJob;
}

/** The worker was gone before the job had an outcome. That tells nothing of the job itself: it is asked for again. */
export interface JobCrashed extends Job {
  /** How the worker ended, for a log. */
  readonly reason: string;
}

/** Events and jobs, by subject. Delivery is at least once; every handler is idempotent. */
export interface Events {
  'job.import-model': ImportModelJob;
  'job.import-dataset': ImportDatasetJob;
  'job.build-variant': BuildVariantJob;
  'job.progress': JobProgress;
  'job.finished': JobFinished;
  'job.crashed': JobCrashed;
  'device.hello': OfDevice & { readonly message: Hello };
  'device.progress': OfDevice & { readonly message: Progress };
  'device.telemetry': OfDevice & { readonly message: Telemetry };
  'device.disconnected': OfDevice & { readonly session: bigint };
  'device.reply': OfDevice & { readonly message: CommandReply };
  /** A device sent what its protocol does not allow; kept aside, never retried. */
  'device.rejected': OfDevice & {
    readonly topic: string;
    readonly code: string;
    readonly message: string;
  };
  'device.desired': OfDevice & { readonly message: DesiredState };
  'device.acknowledged': OfDevice & { readonly message: Acknowledgement };
  'device.command': OfDevice & { readonly message: Command };
  /** The device may not, or not any more, connect: drop its session and what is known of its key. */
  'device.revoked': OfDevice;
  /** A row that subscribers watch has a new version. */
  'changed.variant': InOrganisation & { readonly id: string; readonly version: number };
  'changed.rollout': InOrganisation & { readonly id: string; readonly version: number };
}

/** Questions that need an answer now, by subject. */
export interface Requests {
  enrol: {
    request: {
      readonly token: string;
      readonly name: string;
      readonly publicKeyJwk: JsonWebKeyEd25519;
    };
    response:
      | { readonly ok: true; readonly organisationId: string; readonly deviceId: string }
      | { readonly ok: false; readonly code: string; readonly message: string };
  };
  /** Null when no such device is enrolled. */
  'device.key': { request: OfDevice; response: JsonWebKeyEd25519 | null };
}

export interface JsonWebKeyEd25519 {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
}
