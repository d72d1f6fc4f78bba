import type { Metadata } from '../model';

/** The entry by which a runtime can tell that it is too old for a model before it meets the operator. */
const ENTRY_NAME = 'min_runtime_version';

/** Bytes that the entry always takes, padded with zeros. */
const ENTRY_BYTES = 16;

export function isMinimumRuntimeEntry({ name }: Metadata): boolean {
  return name === ENTRY_NAME;
}

/** The release that an entry names, such as `2.3.0`. */
export function readMinimumRuntime({ buffer }: Metadata): string {
  return new TextDecoder().decode(buffer.data).split('\0', 1)[0] ?? '';
}

/** An entry that names the latest of some releases. */
export function minimumRuntimeEntry(releases: readonly [string, ...string[]]): Metadata {
  const data = new Uint8Array(ENTRY_BYTES);
  new TextEncoder().encodeInto(releases.reduce(laterRelease), data);
  return { name: ENTRY_NAME, buffer: { data } };
}

/** The later of two releases, part by part as numbers: 1.14.0 comes after 1.6.0. */
export function laterRelease(left: string, right: string): string {
  const [one, other] = [partsOf(left), partsOf(right)];
  for (let part = 0; part < Math.max(one.length, other.length); part += 1) {
    const difference = (one[part] ?? 0) - (other[part] ?? 0);
    if (difference !== 0) return difference > 0 ? left : right;
  }
  return left;
}

function partsOf(release: string): number[] {
  return release.split('.').map(Number);
}
