import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { run } from './run.mjs';

/** Runs `npm ci` unless node_modules holds what package-lock.json asks for. */
export async function installDependencies(say) {
  if (isInstalled()) return;
  say('installing dependencies (npm ci) …');
  await run('npm', ['ci', '--no-audit', '--no-fund'], { label: 'npm ci' });
}

function isInstalled() {
  const wanted = readLock('package-lock.json');
  const found = readLock(join('node_modules', '.package-lock.json'));
  if (wanted === null || found === null) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    if (entry.optional || entry.devOptional) return true;
    const installed = found.packages[path];
    return installed !== undefined && installed.version === entry.version;
  });
}

function readLock(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8'));
  } catch {
    return null;
  }
}
