import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Why no browser can be started here; null when one can. Under CI its absence is a failure, not a skip. */
export function browserIsMissing(environment: NodeJS.ProcessEnv): string | null {
  if (existsSync(executablePath) || environment['CI'] === 'true') return null;
  return `${executablePath} is not installed (Debian: apt-get install chromium)`;
}

/** Debian's Chromium, quiet on the network and without a GPU. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
