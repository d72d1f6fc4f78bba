import type { Page } from 'playwright-core';
import type { Camera } from '../camera';
import { heading, navigate } from '../navigation';

/** Defines a profile that prefers dynamic range; on the way, its file size is once impossible. */
export async function defineProfile(page: Page, name: string, takePicture: Camera): Promise<void> {
  await navigate(page, 'Hardware profiles');
  await takePicture(page, 'profiles');
  await page.getByRole('link', { name: 'New profile' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('File size').fill('0');
  const fault = page.getByText('Give a size above 0 MiB');
  await fault.waitFor();
  await takePicture(page, 'profile-with-fault');
  await page.getByLabel('File size').fill('4');
  await fault.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Add dynamic range' }).click();
  await page.getByRole('button', { name: 'Move dynamic range up' }).click();
  await page.getByRole('button', { name: 'Create profile' }).click();
  await page.getByRole('link', { name }).waitFor();
}

/** Lets the profile lose more accuracy, and tells what its row then says. */
export async function editProfile(page: Page, name: string, takePicture: Camera): Promise<string> {
  await page.getByRole('link', { name }).click();
  await heading(page, name).waitFor();
  await page.getByLabel('Description').fill('Made and changed in a browser');
  await page.getByLabel('Accuracy that may be lost').fill('2');
  await takePicture(page, 'profile-edited');
  await page.getByRole('button', { name: 'Save changes' }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await row.getByText('Revision 2').waitFor();
  await takePicture(page, 'profile-revision');
  return row.innerText();
}
