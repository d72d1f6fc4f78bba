import type { RolloutPreviewQuery } from '../../api/generated/operations';
import { formatPlural } from '../../ui/format/quantities';
import { properName } from '../../ui/format/words';

type Profile = RolloutPreviewQuery['hardwareProfiles']['edges'][number]['node'];
type Variant = RolloutPreviewQuery['variants']['edges'][number]['node'];

export interface TargetPreview {
  readonly profileId: string;
  readonly text: string;
}

/** One line for each profile that is meant: how many devices, and what they get. */
export function previewTargets(
  profiles: readonly Profile[],
  variants: readonly Variant[],
  chosenIds: readonly string[],
): TargetPreview[] {
  return profiles
    .filter(({ id }) => chosenIds.length === 0 || chosenIds.includes(id))
    .map(({ id, name, deviceCount }) => {
      const scheme = variants.find(({ profile }) => profile.id === id)?.scheme;
      const gets =
        scheme == null ? 'left out because no variant is ready' : `${properName(scheme)} variant`;
      const who = deviceCount === 0 ? 'no devices' : formatPlural(deviceCount, 'device');
      return { profileId: id, text: `${name}: ${who}, ${gets}` };
    });
}
