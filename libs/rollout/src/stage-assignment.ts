/**
 * Which stage each device belongs to: devices are ranked by a salted hash, and stage k takes the ranks below its
 * cumulative percentage. The same ids, salt and percentages always give the same stages; another salt gives another
 * order, so that no device is always first.
 * @param cumulativePercentages rising, in (0, 100]
 * @returns stage index by device id; devices beyond the last percentage are absent
 */
export function assignStages(
  deviceIds: Iterable<string>,
  salt: string,
  cumulativePercentages: readonly number[],
): Map<string, number> {
  assertRising(cumulativePercentages);
  const ranked = [...new Set(deviceIds)]
    .map((id) => ({ id, hash: saltedHash(salt, id) }))
    .sort((a, b) => a.hash - b.hash || (a.id < b.id ? -1 : 1));
  const stages = new Map<string, number>();
  cumulativePercentages.forEach((percentage, stage) => {
    const end = Math.ceil((percentage * ranked.length) / 100);
    for (const { id } of ranked.slice(stages.size, end)) stages.set(id, stage);
  });
  return stages;
}

function assertRising(percentages: readonly number[]): void {
  if (percentages.length === 0) throw new RangeError('a rollout needs at least one stage');
  percentages.reduce((previous, percentage) => {
    if (!(percentage > previous && percentage <= 100))
      throw new RangeError(
        `stage percentages must rise within (0, 100], found ${percentage} after ${previous}`,
      );
    return percentage;
  }, 0);
}

/** FNV-1a over UTF-16 units, then Murmur3's finalizer, which spreads ids that differ in one character. */
function saltedHash(salt: string, id: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${salt}\u0000${id}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
