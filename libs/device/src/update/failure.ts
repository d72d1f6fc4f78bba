import { limits } from '@flotilla/protocol';

/** Why a device could not do what was desired of it; travels as `code` in progress and replies. */
export const failureCodes = [
  /** The desired state's expiry has passed. */
  'EXPIRED',
  /** The desired state asks for what no device can do: no variants, a digest that is none, absurd sizes. */
  'UNUSABLE',
  /** The device has none of the delegates that the variant may run on. */
  'NO_DELEGATE',
  /** The artifact is not to be had: refused, gone, or another size than promised. */
  'DOWNLOAD_FAILED',
  /** The bytes that arrived are not those that were desired. */
  'DIGEST_MISMATCH',
  'DISK_FULL',
  'DISK_FAILED',
  /** The runtime or the delegate does not take the model. */
  'LOAD_FAILED',
  /** The golden samples cannot be read or do not fit the model. */
  'GOLDEN_UNUSABLE',
  /** Outputs differ from the float model's by more than this variant's tolerance, or the invocation failed. */
  'SELF_TEST_FAILED',
  /** The variant failed after the switch, before it was committed. */
  'OBSERVATION_FAILED',
  /** The process died more than once while this variant was being tried. */
  'INTERRUPTED',
  /** More steps than any update takes. */
  'STATE_LOOP',
  /** The active variant's file no longer loads. */
  'ACTIVE_UNUSABLE',
  /** A person asked for the previous variant. */
  'COMMANDED',
  /** There is no previous variant to go back to. */
  'NO_PREVIOUS',
  /** An update is under way. */
  'BUSY',
  'ROLL_BACK_FAILED',
  /** A defect of the agent itself. */
  'INTERNAL',
] as const;

export type FailureCode = (typeof failureCodes)[number];

export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
}

/** A reason as every message can carry it: what no message holds is left out, for a report must never be refused. */
export function reasonInBrief(reason: string): string {
  return reason.replaceAll('\0', '').slice(0, limits.messageLength);
}
