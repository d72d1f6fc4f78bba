import type { Page } from 'playwright-core';
import { assignDevices, type FleetRow, readFleet, revokeDevice } from './journey/fleet';
import { defineProfile, editProfile } from './journey/profile';
import { type RolloutResult, rollOut } from './journey/rollout';
import { buildVariant } from './journey/variant';
import type { Camera } from './camera';
import { heading } from './navigation';

export const profileName = 'Browser-made profile';
/** The demo's devices of this profile run its float16 variant until the journey gives them another one. */
export const formerProfileName = 'GPU, float16';

/** What the pages showed on the way. */
export interface JourneyResult {
  readonly addressAfterSignIn: string;
  readonly revisionText: string;
  readonly variantText: string;
  readonly assignedDevices: readonly string[];
  readonly rollout: RolloutResult;
  readonly fleet: readonly FleetRow[];
  /** Row of the device that was revoked at the end. */
  readonly revokedText: string;
}

/** Goes the whole way once, as a newcomer would: sign in, profile, variant, devices, rollout, numbers. */
export async function walkThrough(
  page: Page,
  link: string,
  takePicture: Camera,
): Promise<JourneyResult> {
  await page.goto(link);
  await heading(page, 'Home').waitFor();
  await page.getByRole('region', { name: 'Latest variants' }).waitFor();
  const addressAfterSignIn = page.url();
  await takePicture(page, 'home');

  await defineProfile(page, profileName, takePicture);
  const revisionText = await editProfile(page, profileName, takePicture);
  const variantText = await buildVariant(page, profileName, takePicture);
  const assignedDevices = await assignDevices(page, formerProfileName, profileName, takePicture);
  const rollout = await rollOut(page, profileName, takePicture);
  const fleet = await readFleet(page, profileName, takePicture);
  const [device = ''] = assignedDevices;
  const revokedText = await revokeDevice(page, device, takePicture);
  return {
    addressAfterSignIn,
    revisionText,
    variantText,
    assignedDevices,
    rollout,
    fleet,
    revokedText,
  };
}
