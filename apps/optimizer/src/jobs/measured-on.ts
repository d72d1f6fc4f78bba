import type { MeasuredOn } from '@flotilla/bus';
import type { Runtime } from '@flotilla/evaluation';
import type { DelegateChoice, HardwareProfile } from '@flotilla/profiles';

export function hostArchitecture(): string {
  return process.arch;
}

/** Names what really ran, and how it differs from what the profile asks for. */
export function measuredOn(
  runtime: Pick<Runtime, 'name' | 'version'>,
  profile: Pick<HardwareProfile, 'architecture'>,
  { delegate, note }: DelegateChoice,
): MeasuredOn {
  const architecture = hostArchitecture();
  const otherProcessor = profile.architecture !== 'any' && profile.architecture !== architecture;
  const notes = [note, otherProcessor ? `${profile.architecture} absent, ran ${architecture}` : ''];
  return {
    delegate,
    runtime: runtime.name,
    runtimeVersion: runtime.version,
    architecture,
    operatingSystem: process.platform,
    note: notes.filter((each) => each !== '').join('; '),
  };
}
