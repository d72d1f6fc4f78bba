import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';

/** sha256 over names and contents of files, given relative to the root. */
export function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Remembers in `.build/` from which inputs an output was made, so that an unchanged one is not made again. */
export function isFresh(name, print, output) {
  const stamp = join(root, '.build', `${name}.stamp`);
  return (
    existsSync(join(root, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === print
  );
}

export function remember(name, print) {
  const stamp = join(root, '.build', `${name}.stamp`);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, print);
}
