/** Where one device stands in one rollout. The first seven are under way, the rest are final. */
export const deviceStates = [
  'pending',
  'offered',
  'downloading',
  'verifying',
  'testing',
  'committing',
  'succeeded',
  'already-installed',
  'no-variant',
  'failed',
  'rejected',
  'rolled-back',
  'cancelled',
  'superseded',
] as const;

export type DeviceState = (typeof deviceStates)[number];

export type DeviceOutcome = 'under-way' | 'committed' | 'unsuccessful' | 'excluded';

/** What each state means for a stage's arithmetic; `excluded` devices are in no denominator. */
export const outcomeOf: Readonly<Record<DeviceState, DeviceOutcome>> = {
  pending: 'under-way',
  offered: 'under-way',
  downloading: 'under-way',
  verifying: 'under-way',
  testing: 'under-way',
  committing: 'under-way',
  succeeded: 'committed',
  'already-installed': 'committed',
  'no-variant': 'excluded',
  failed: 'unsuccessful',
  rejected: 'unsuccessful',
  'rolled-back': 'unsuccessful',
  cancelled: 'excluded',
  superseded: 'excluded',
};

/** Later steps of an attempt have higher ranks; final states share the highest. */
const ranks: Readonly<Record<DeviceState, number>> = {
  pending: 0,
  offered: 1,
  downloading: 2,
  verifying: 3,
  testing: 4,
  committing: 5,
  succeeded: 6,
  'already-installed': 6,
  'no-variant': 6,
  failed: 6,
  rejected: 6,
  'rolled-back': 6,
  cancelled: 6,
  superseded: 6,
};

export function isFinal(state: DeviceState): boolean {
  return outcomeOf[state] !== 'under-way';
}

/** The part of a rollout's device record that a report may move. */
export interface DevicePosition {
  readonly state: DeviceState;
  /** Numbered from 1; a retry starts a new one. */
  readonly attempt: number;
  /** Version under which the desired state was offered. */
  readonly version: number;
}

export type ReportedMove =
  | { readonly kind: 'move'; readonly state: DeviceState }
  | {
      readonly kind: 'ignore';
      readonly why: 'other-attempt' | 'other-version' | 'final' | 'not-forward';
    };

/**
 * Whether a device's report moves its record. Reports come late, twice and out of order, so only the attempt and
 * version on offer count, and only forwards. A final state stays, except that a device may roll back what it had
 * committed.
 */
export function moveByReport(current: DevicePosition, report: DevicePosition): ReportedMove {
  if (report.attempt !== current.attempt) return { kind: 'ignore', why: 'other-attempt' };
  if (report.version !== current.version) return { kind: 'ignore', why: 'other-version' };
  if (outcomeOf[current.state] === 'committed' && report.state === 'rolled-back')
    return { kind: 'move', state: report.state };
  if (isFinal(current.state)) return { kind: 'ignore', why: 'final' };
  if (ranks[report.state] <= ranks[current.state]) return { kind: 'ignore', why: 'not-forward' };
  return { kind: 'move', state: report.state };
}
