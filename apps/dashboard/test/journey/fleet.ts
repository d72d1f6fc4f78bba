import type { Locator, Page } from 'playwright-core';
import type { Camera } from '../camera';
import { navigate } from '../navigation';

export interface FleetRow {
  readonly label: string;
  readonly text: string;
}

/** Gives every device of one profile another one, one after the other. @returns their names */
export async function assignDevices(
  page: Page,
  formerProfileName: string,
  profileName: string,
  takePicture: Camera,
): Promise<string[]> {
  await navigate(page, 'Devices');
  const table = page.getByRole('table', { name: 'Devices' });
  await table.waitFor();
  const names = await table
    .getByRole('row')
    .filter({ hasText: formerProfileName })
    .locator('td:first-child')
    .allInnerTexts();
  for (const name of names) {
    await page.getByRole('button', { name: `Assign a profile to ${name}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Hardware profile' }).click();
    await page.getByRole('option', { name: profileName }).click();
    await takePicture(page, `assign-${name}`);
    await dialog.getByRole('button', { name: 'Assign profile' }).click();
    await dialog.waitFor({ state: 'detached' });
    await table
      .getByRole('row')
      .filter({ hasText: name })
      .getByRole('cell', { name: profileName })
      .waitFor();
  }
  await takePicture(page, 'devices-assigned');
  return names;
}

/** Reads the fleet's table once it has numbers of the profile. */
export async function readFleet(
  page: Page,
  profileName: string,
  takePicture: Camera,
): Promise<FleetRow[]> {
  await navigate(page, 'Fleet');
  const table = page.getByRole('table', { name: 'Accuracy and latency by profile' });
  await table.getByRole('row', { name: profileName, exact: true }).waitFor();
  await page.getByRole('img', { name: /^Latency percentiles/ }).waitFor();
  await takePicture(page, 'fleet');
  const fleet = await Promise.all((await table.locator('tbody tr').all()).map(toFleetRow));
  await navigate(page, 'Devices');
  await page.getByRole('table', { name: 'Devices' }).waitFor();
  await takePicture(page, 'devices');
  return fleet;
}

/** Revokes a device. @returns what its row then says */
export async function revokeDevice(page: Page, name: string, takePicture: Camera): Promise<string> {
  await navigate(page, 'Devices');
  await page.getByRole('button', { name: `Revoke ${name}` }).click();
  const dialog = page.getByRole('dialog', { name: `Revoke ${name}?` });
  await dialog.waitFor();
  await takePicture(page, 'revoke-device');
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  const row = page
    .getByRole('table', { name: 'Devices' })
    .getByRole('row')
    .filter({ hasText: name });
  await row.getByText('Revoked').waitFor();
  await takePicture(page, 'device-revoked');
  return row.innerText();
}

async function toFleetRow(row: Locator): Promise<FleetRow> {
  const label = await row.getAttribute('aria-label');
  return { label: label ?? '', text: await row.innerText() };
}
