import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { filesBelow, root } from './paths.mjs';
import { run } from './run.mjs';
import { fingerprint, isFresh, remember } from './stamp.mjs';

const folder = 'apps/dashboard';

/** Bundles the dashboard with Vite when its sources or dependencies changed. */
export async function bundleDashboard(say) {
  const isSource = (file) => !/\/(dist|node_modules|test)\/|\.spec\./.test(file);
  // The form checks with the very schema that the servers use, so the bundle holds it, too.
  const sources = [folder, 'libs/profiles/src'].flatMap((each) => filesBelow(each, isSource));
  const print = fingerprint([...sources, 'package-lock.json']);
  if (isFresh('dashboard', print, `${folder}/dist/index.html`)) return;
  say('bundling the dashboard …');
  await run('node', [viteProgram(), 'build', folder, '--logLevel', 'warn'], {
    label: 'vite build',
  });
  remember('dashboard', print);
}

/** Wherever npm put it: beside the dashboard or at the root. */
function viteProgram() {
  const manifest = createRequire(join(root, folder, 'package.json')).resolve('vite/package.json');
  return join(dirname(manifest), 'bin/vite.js');
}
