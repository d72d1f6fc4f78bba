import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { complaint, runProgram } from '../commands/run-program';
import { digestOfFiles, remembered, workspacePath } from '../workspace';
import type { InputRange } from './input-range';

export interface SampleFile {
  readonly path: string;
  readonly digest: string;
}

export interface PhotoSets {
  readonly calibration: SampleFile;
  /** Of other scenes. */
  readonly judging: SampleFile;
}

const COUNTS = { calibration: 200, judging: 40 };

/** Debian's own: python3-skimage, which carries half of the photos, brings what reads them. */
const DEBIAN_PYTHON = '/usr/bin/python3';
const SCRIPT = join(__dirname, 'photos.py');

export async function photoSets(
  height: number,
  width: number,
  range: InputRange,
): Promise<PhotoSets> {
  return {
    calibration: await photoSet('calibration', height, width, range),
    judging: await photoSet('judging', height, width, range),
  };
}

async function photoSet(
  set: keyof typeof COUNTS,
  height: number,
  width: number,
  { low, high }: InputRange,
): Promise<SampleFile> {
  const name = `${set}-${COUNTS[set]}-${height}x${width}-${low}to${high}-${digestOfFiles(SCRIPT)}`;
  const path = workspacePath('photos', `${name}.npy`);
  if (!existsSync(path)) {
    const sizes = ['--count', COUNTS[set], '--height', height, '--width', width];
    const range = ['--low', low, '--high', high];
    const args = [SCRIPT, set, path, ...sizes, ...range].map(String);
    const { status, stderr } = await runProgram(DEBIAN_PYTHON, args);
    if (status !== 0) throw new Error(`Cannot cut photos: ${complaint(status, stderr)}`);
  }
  const { digest } = await remembered(workspacePath('photos', `${name}.json`), () =>
    Promise.resolve({ digest: digestOfFiles(path) }),
  );
  return { path, digest };
}
