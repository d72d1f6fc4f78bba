import { describeMissingDelegates } from './describe-difference';
import type { Delegate, HardwareProfile } from './hardware-profile';

export interface DelegateChoice {
  readonly delegate: Delegate;
  /** Says what is missing when this is not the profile's first choice; else empty. */
  readonly note: string;
}

/**
 * The first of the profile's delegates that this machine has.
 * @returns null when it has none of them
 */
export function chooseDelegate(
  profile: Pick<HardwareProfile, 'delegates'>,
  available: readonly string[],
): DelegateChoice | null {
  const delegate = profile.delegates.find((each) => available.includes(each));
  if (delegate === undefined) return null;
  return { delegate, note: describeMissingDelegates(profile, delegate) };
}
