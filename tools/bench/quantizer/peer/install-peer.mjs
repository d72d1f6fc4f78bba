import { join } from 'node:path';
import { main } from '../../../bootstrap/index.mjs';
import { root } from '../../../bootstrap/paths.mjs';
import { run } from '../../../bootstrap/run.mjs';

// `node tools/bench/quantizer/peer/install-peer.mjs`: Google's quantizer and runtime, in a Python environment of their own.
await main(async () => {
  const folder = join(root, '.build/peer');
  const python = join(folder, 'bin/python');
  await run('python3', ['-m', 'venv', folder], { label: 'python3 -m venv' });
  const requirements = join(import.meta.dirname, 'requirements.txt');
  await run(python, ['-m', 'pip', 'install', '--quiet', '-r', requirements], { label: 'pip' });
  console.log(python);
});
