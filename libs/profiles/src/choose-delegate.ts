import type { Delegate, HardwareProfile } from './hardware-profile';

export interface DelegateChoice {
  readonly delegate: Delegate;
  /** Says what is missing when this is not the profile's first choice; else empty. */
  readonly note: string;
}

const labels: Readonly<Record<Delegate, string>> = { cpu: 'CPU', xnnpack: 'XNNPACK', gpu: 'GPU' };

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
  const absent = profile.delegates.slice(0, profile.delegates.indexOf(delegate));
  const missing = absent.map((each) => labels[each]).join(' and ');
  return { delegate, note: missing && `${missing} absent, ran ${labels[delegate]}` };
}
