import type { Page } from 'playwright-core';
import type { Camera } from '../camera';
import { navigate } from '../navigation';

const buildTimeoutMs = 120_000;

/** Builds the sample's variant for the profile, and tells what its row then says. */
export async function buildVariant(
  page: Page,
  profileName: string,
  takePicture: Camera,
): Promise<string> {
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
