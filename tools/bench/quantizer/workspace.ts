import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const ROOT = join(__dirname, '../../..');

const FOLDER = join(ROOT, '.build/bench/quantizer');

/** A path below the benchmark's own folder, whose parent exists. */
export function workspacePath(...parts: string[]): string {
  const path = join(FOLDER, ...parts);
  mkdirSync(dirname(path), { recursive: true });
  return path;
}

/** A short name for contents: 16 hexadecimal digits of their SHA-256. */
export function digest(...contents: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(`${content.length}\0`).update(content);
  return hash.digest('hex').slice(0, 16);
}

export function digestOfFiles(...paths: string[]): string {
  return digest(...paths.map((path) => readFileSync(path)));
}

/** A JSON file that is made when it is missing. Its name must hold the digest of everything that it hangs on. */
export async function remembered<T>(path: string, make: () => Promise<T>): Promise<T> {
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as T;
  const value = await make();
  writeFileSync(path, JSON.stringify(value));
  return value;
}
