import type { Locator, Page } from 'playwright-core';
import type { Camera } from '../camera';
import { heading, navigate } from '../navigation';

const rolloutName = 'Two stages from the browser';
const rolloutTimeoutMs = 180_000;
const lookEveryMs = 100;

export interface RolloutResult {
  /** What the form said before the start. */
  readonly preview: string;
  /** The states that each device was seen in while the page was only watched, in order. */
  readonly statesOfDevice: ReadonlyMap<string, readonly string[]>;
  /** Both devices showed that they had succeeded while the rollout still waited for what they measure. */
  readonly showedSuccessLive: boolean;
  /** The stages at the end. */
  readonly stages: readonly string[];
  /** The devices at the end. */
  readonly devices: readonly string[];
}

/** Rolls out to the profile's two devices alone, one in each stage, and watches until it is done. */
export async function rollOut(
  page: Page,
  profileName: string,
  takePicture: Camera,
): Promise<RolloutResult> {
  const preview = await startRollout(page, profileName, takePicture);
  return { preview, ...(await watchRollout(page, takePicture)) };
}

/** @returns what the form foretold */
async function startRollout(page: Page, profileName: string, takePicture: Camera): Promise<string> {
  await navigate(page, 'Models');
  await page.getByRole('link', { name: 'version 1' }).click();
  await page.getByRole('link', { name: 'Start rollout' }).click();
  await page.getByLabel('Name').fill(rolloutName);
  await page.getByRole('combobox', { name: 'Hardware profiles' }).click();
  await page.getByRole('option', { name: profileName }).click();
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Remove stage 1' }).click();
  const preview = page.getByRole('status', { name: 'Devices that are meant' });
  await preview.getByText(`${profileName}: 2 devices`).waitFor();
  await takePicture(page, 'rollout-form');
  const foretold = await preview.innerText();
  await page.getByRole('button', { name: 'Start rollout' }).click();
  await heading(page, rolloutName).waitFor();
  return foretold;
}

/** Looks at the rollout's page, without touching it, until it says that the rollout is completed. */
async function watchRollout(
  page: Page,
  takePicture: Camera,
): Promise<Omit<RolloutResult, 'preview'>> {
  const stages = page.getByRole('listitem', { name: /^Stage \d/ });
  await stages.nth(1).waitFor();
  const devices = page.getByRole('table', { name: 'Devices of the rollout' });
  await devices.waitFor();
  const states = new Map<string, string[]>();
  const completed = page.getByText('Completed', { exact: true });
  const deadlineMs = performance.now() + rolloutTimeoutMs;
  await noteStates(devices, states);
  await takePicture(page, 'rollout-running');
  let showedSuccessLive = false;
  while (!(await completed.isVisible())) {
    if (performance.now() > deadlineMs)
      throw new Error(`not completed in time:\n${await page.locator('main').innerText()}`);
    await noteStates(devices, states);
    const succeeded = await devices.getByText('Succeeded').count();
    if (succeeded === 2 && !(await completed.isVisible())) showedSuccessLive = true;
    await page.waitForTimeout(lookEveryMs);
  }
  await devices.getByText('Succeeded').nth(1).waitFor();
  await noteStates(devices, states);
  await takePicture(page, 'rollout-completed');
  return {
    statesOfDevice: states,
    showedSuccessLive,
    stages: await stages.allInnerTexts(),
    devices: await devices.locator('tbody tr').allInnerTexts(),
  };
}

/** Adds the state that each row shows now to those that it showed before. */
async function noteStates(devices: Locator, states: Map<string, string[]>): Promise<void> {
  const rows = await devices
    .locator('tbody tr')
    .evaluateAll((found) =>
      found.map((row) => Array.from(row.children, (cell) => cell.textContent)),
    );
  for (const [device = '', , , text = ''] of rows) {
    const state = text.replace(/ \d.*/, '');
    const seen = states.get(device) ?? [];
    if (seen.at(-1) !== state) states.set(device, [...seen, state]);
  }
}
