import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export type Camera = (page: Page, name: string) => Promise<void>;

const schemes = ['light', 'dark'] as const;

/** Takes a picture of each step in both colour schemes, for people to look at: of the whole page, however long. */
export function createCamera(folder: string): Camera {
  mkdirSync(folder, { recursive: true });
  let count = 0;
  return async (page, name) => {
    count += 1;
    const window = page.viewportSize();
    if (window === null) throw new RangeError('the page needs a viewport of fixed size');
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ ...window, height: Math.max(window.height, height) });
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      const path = join(folder, `${String(count).padStart(2, '0')}-${name}-${colorScheme}.png`);
      await page.screenshot({ path, animations: 'disabled' });
    }
    await page.setViewportSize(window);
  };
}
