import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the checkout, whatever the working directory. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Folders of the workspaces, such as `libs/tflite`. */
export function workspaces() {
  return ['apps', 'libs'].flatMap((group) =>
    readdirSync(join(root, group), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(group, entry.name)),
  );
}

/** Files below `folder`, relative to the root, for which `accept` holds; empty when the folder does not exist. */
export function filesBelow(folder, accept = () => true) {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter(accept)
    .sort();
}
