import { parseArgs } from 'node:util';
import { bootstrap, main } from './bootstrap/index.mjs';

const { values } = parseArgs({
  options: { quiet: { type: 'boolean' }, 'skip-dashboard': { type: 'boolean' } },
});

await main(() => bootstrap({ quiet: values.quiet, dashboard: !values['skip-dashboard'] }));
