import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createCamera } from './camera';
import { browserIsMissing, launchChromium } from './chromium';
import { formerProfileName, type JourneyResult, profileName, walkThrough } from './journey';
import { type RunningStandalone, startStandalone } from './standalone';

const startTimeoutMs = 240_000;
const journeyTimeoutMs = 420_000;
const screenshots =
  process.env['FLOTILLA_SCREENSHOTS'] ?? join(__dirname, '../../../.build/screenshots');

const missing = browserIsMissing(process.env);
const describeWithBrowser = missing === null ? describe : describe.skip;

describeWithBrowser(`the dashboard in a browser${missing === null ? '' : `: ${missing}`}`, () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'flotilla-dashboard-'));
  const complaints: string[] = [];
  let standalone: RunningStandalone | null = null;
  let browser: Browser | null = null;
  let result: JourneyResult;

  beforeAll(async () => {
    // One after the other, so that what has started is known, and ended, when the other one fails.
    browser = await launchChromium();
    standalone = await startStandalone(dataDirectory, startTimeoutMs);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    const takePicture = createCamera(screenshots);
    result = await walkThrough(page, standalone.link, takePicture).catch(async (error: unknown) => {
      await takePicture(page, 'failed');
      throw new Error(`the browser said: ${complaints.join('\n') || 'nothing'}`, { cause: error });
    });
  }, startTimeoutMs + journeyTimeoutMs);

  afterAll(async () => {
    await browser?.close();
    await standalone?.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
  }, 60_000);

  it('takes the token out of the address', () => {
    expect(result.addressAfterSignIn).not.toContain('token');
  });

  it('saves an edited profile as a new revision', () => {
    expect(result.revisionText).toMatch(/Revision 2/);
    expect(result.revisionText).toMatch(/≤ 2 points/);
  });

  it('shows what the variant of the new profile costs', () => {
    expect(result.variantText).toMatch(/dynamic range/);
    expect(result.variantText).toMatch(/[\d.]+ KiB/);
    expect(result.variantText).toMatch(/[\d.]+ %\s+[\d.]+–[\d.]+ %, n = 1,000/);
    expect(result.variantText).toMatch(/[\d.]+ ms/);
  });

  it('foretells who gets what, and sends one device of the new profile in each stage', () => {
    expect(result.rollout.preview).toMatch(`${profileName}: 2 devices, dynamic range variant`);
    expect(result.rollout.stages).toHaveLength(2);
    for (const stage of result.rollout.stages) {
      expect(stage).toMatch(/adds 1 device\b/);
      expect(stage).toMatch(/1 succeeded/);
    }
  });

  it('shows live how each device comes to run the new variant, stage after stage', () => {
    const { statesOfDevice, devices, showedSuccessLive } = result.rollout;
    expect(showedSuccessLive).toBe(true);
    expect([...statesOfDevice.keys()].sort()).toEqual([...result.assignedDevices].sort());
    const journeys = [...statesOfDevice.values()];
    for (const states of journeys) {
      expect(states.at(-1)).toBe('Succeeded');
      expect(states).not.toContain('Already installed');
    }
    expect(journeys.some(([first, second]) => first === 'Pending' && second !== undefined)).toBe(
      true,
    );
    for (const device of devices) expect(device).toMatch(/dynamic range/);
  });

  it('shows accuracy with bounds and latency percentiles of the new profile beside the others', () => {
    expect(result.fleet.map(({ label }) => label)).toContain(profileName);
    expect(result.fleet).toHaveLength(4);
    for (const { text } of result.fleet) {
      expect(text).toMatch(/[\d.]+ %\s+[\d.]+–[\d.]+ %, n = [1-9][\d,]*/);
      expect(text.match(/[\d.]+ ms/g)).toHaveLength(3);
      expect(text).toMatch(/XNNPACK, (x64|arm64)/);
    }
    const gpu = result.fleet.find(({ label }) => label === formerProfileName);
    expect(gpu?.text).toMatch('GPU absent, ran XNNPACK');
  });

  it('revokes a device', () => {
    expect(result.revokedText).toMatch(/Revoked/);
    expect(result.revokedText).not.toMatch(/Online|Offline/);
  });

  it('logs no error and breaks no content security policy', () => {
    expect(complaints).toEqual([]);
  });
});
