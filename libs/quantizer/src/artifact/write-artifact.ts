import { zipSync } from 'fflate';
import type { CalibrationArtifact } from './artifact';
import { TABLE_NAMES, tableMembers } from './table';

/** What was decided, as JSON. */
export const MANIFEST_NAME = 'calibration.json';

/** fflate stamps entries with the time of day otherwise; zip's calendar begins in 1980. */
const STAMP = new Date('1980-01-02T00:00:00');

/** A zip of one JSON and of NumPy arrays. The same artifact gives the same bytes. */
export function writeArtifact({ manifest, tables }: CalibrationArtifact): Uint8Array {
  const text = new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 2)}\n`);
  const arrays = TABLE_NAMES.flatMap((name) => tableMembers(name, tables[name]));
  return zipSync({ [MANIFEST_NAME]: text, ...Object.fromEntries(arrays) }, { mtime: STAMP });
}
