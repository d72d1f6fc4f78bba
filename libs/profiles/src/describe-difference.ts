import type { Delegate, HardwareProfile } from './hardware-profile';

const labels: Readonly<Record<Delegate, string>> = { cpu: 'CPU', xnnpack: 'XNNPACK', gpu: 'GPU' };

/** What ran an inference, as the machine names it: not only what profiles know. */
export interface RanOn {
  readonly delegate: string;
  readonly architecture: string;
}

/**
 * How what ran differs from what the profile asks for: "GPU absent, ran XNNPACK; arm64 absent, ran x64". Empty when it
 * does not.
 */
export function describeDifference(
  profile: Pick<HardwareProfile, 'architecture' | 'delegates'>,
  { delegate, architecture }: RanOn,
): string {
  const isOtherProcessor = profile.architecture !== 'any' && profile.architecture !== architecture;
  return [
    describeMissingDelegates(profile, delegate),
    isOtherProcessor ? `${profile.architecture} absent, ran ${architecture}` : '',
  ]
    .filter((each) => each !== '')
    .join('; ');
}

/** The same of the delegate alone. */
export function describeMissingDelegates(
  { delegates }: Pick<HardwareProfile, 'delegates'>,
  ran: string,
): string {
  const at = delegates.findIndex((each) => each === ran);
  const missing = (at < 0 ? delegates : delegates.slice(0, at)).map(labelOf).join(' and ');
  return missing && `${missing} absent, ran ${labelOf(ran)}`;
}

function labelOf(delegate: string): string {
  return Object.hasOwn(labels, delegate) ? labels[delegate as Delegate] : delegate;
}
