import type { MeasuredOn } from '@flotilla/bus';
import type { Runtime } from '@flotilla/evaluation';
import { type DelegateChoice, describeDifference, type HardwareProfile } from '@flotilla/profiles';

export function hostArchitecture(): string {
  return process.arch;
}

/** Names what really ran, and how it differs from what the profile asks for. */
export function measuredOn(
  runtime: Pick<Runtime, 'name' | 'version'>,
  profile: Pick<HardwareProfile, 'architecture' | 'delegates'>,
  { delegate }: Pick<DelegateChoice, 'delegate'>,
): MeasuredOn {
  const architecture = hostArchitecture();
  return {
    delegate,
    runtime: runtime.name,
    runtimeVersion: runtime.version,
    architecture,
    operatingSystem: process.platform,
    note: describeDifference(profile, { delegate, architecture }),
  };
}
