import type { Locator, Page } from 'playwright-core';
import type { Camera } from './camera';

const profileName = 'Browser-made profile';
const rolloutName = 'Two stages from the browser';
const buildTimeoutMs = 120_000;
const rolloutTimeoutMs = 180_000;

export interface FleetRow {
  readonly label: string;
  readonly text: string;
}

/** What the fleet page showed at the end. */
export interface JourneyResult {
  readonly addressAfterSignIn: string;
  readonly variantText: string;
  readonly fleet: readonly FleetRow[];
}

/** Goes the whole way once, as a newcomer would: sign in, profile, variant, rollout, numbers. */
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

  await defineProfile(page, takePicture);
  const variantText = await buildVariant(page, takePicture);
  await rollOut(page, takePicture);
  return { addressAfterSignIn, variantText, fleet: await askFleet(page, takePicture) };
}

async function defineProfile(page: Page, takePicture: Camera): Promise<void> {
  await navigate(page, 'Hardware profiles');
  await takePicture(page, 'profiles');
  await page.getByRole('link', { name: 'New profile' }).click();
  await page.getByLabel('Name').fill(profileName);
  await page.getByLabel('File size').fill('0');
  await page.getByText('Give a size above 0 MiB').waitFor();
  await takePicture(page, 'profile-with-fault');
  await page.getByLabel('File size').fill('4');
  await page.getByRole('button', { name: 'Add dynamic range' }).click();
  await page.getByRole('button', { name: 'Move dynamic range up' }).click();
  await page.getByLabel('Accuracy that may be lost').fill('2');
  await page.getByRole('button', { name: 'Create profile' }).click();
  await page.getByRole('link', { name: profileName }).waitFor();
}

async function buildVariant(page: Page, takePicture: Camera): Promise<string> {
  await navigate(page, 'Models');
  await page.getByRole('link', { name: 'version 1' }).click();
  await page.getByRole('button', { name: 'Build variants' }).click();
  const dialog = page.getByRole('dialog', { name: 'Build variants' });
  await dialog.getByRole('combobox', { name: 'Hardware profiles' }).click();
  await page.getByRole('option', { name: profileName }).click();
  await page.keyboard.press('Tab');
  await takePicture(page, 'build-variants');
  await dialog.getByRole('button', { name: 'Build', exact: true }).click();

  const row = page.getByRole('row', { name: profileName, exact: true });
  await row.waitFor();
  await takePicture(page, 'variant-building');
  await row.getByText('Ready').waitFor({ timeout: buildTimeoutMs });
  await page.getByRole('button', { name: `Candidates for ${profileName}` }).click();
  await page.getByRole('table', { name: `Candidates for ${profileName}` }).waitFor();
  await takePicture(page, 'variant-ready');
  return row.innerText();
}

async function rollOut(page: Page, takePicture: Camera): Promise<void> {
  await page.getByRole('link', { name: 'Start rollout' }).click();
  await page.getByLabel('Name').fill(rolloutName);
  await page.getByRole('button', { name: 'Remove stage 1' }).click();
  await page.getByRole('status', { name: 'Devices that are meant' }).waitFor();
  await takePicture(page, 'rollout-form');
  await page.getByRole('button', { name: 'Start rollout' }).click();

  await heading(page, rolloutName).waitFor();
  await page.getByRole('listitem', { name: 'Stage 2: 100 %' }).waitFor();
  await takePicture(page, 'rollout-running');
  await page.getByText('Completed', { exact: true }).waitFor({ timeout: rolloutTimeoutMs });
  await takePicture(page, 'rollout-completed');
}

async function askFleet(page: Page, takePicture: Camera): Promise<FleetRow[]> {
  await navigate(page, 'Fleet');
  const table = page.getByRole('table', { name: 'Accuracy and latency by profile' });
  await table.waitFor();
  await page.getByRole('img', { name: /^Latency percentiles/ }).waitFor();
  await takePicture(page, 'fleet');
  const rows = await table.locator('tbody tr').all();
  const fleet = await Promise.all(rows.map(toFleetRow));
  await navigate(page, 'Devices');
  await page.getByRole('table', { name: 'Devices' }).waitFor();
  await takePicture(page, 'devices');
  return fleet;
}

async function toFleetRow(row: Locator): Promise<FleetRow> {
  const label = await row.getAttribute('aria-label');
  return { label: label ?? '', text: await row.innerText() };
}

function heading(page: Page, name: string): Locator {
  return page.getByRole('heading', { level: 1, name });
}

async function navigate(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  await heading(page, name).waitFor();
}
