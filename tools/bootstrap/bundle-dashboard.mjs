import { join } from 'node:path';
import { filesBelow, root } from './paths.mjs';
import { run } from './run.mjs';
import { fingerprint, isFresh, remember } from './stamp.mjs';

const folder = 'apps/dashboard';

/** Bundles the dashboard with Vite when its sources or dependencies changed. */
export async function bundleDashboard(say) {
  const sources = filesBelow(folder, (file) => !/\/(dist|node_modules|test)\/|\.spec\./.test(file));
  const print = fingerprint([...sources, 'package-lock.json']);
  if (isFresh('dashboard', print, `${folder}/dist/index.html`)) return;
  say('bundling the dashboard …');
  await run(
    'node',
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', folder, '--logLevel', 'warn'],
    {
      label: 'vite build',
    },
  );
  remember('dashboard', print);
}
