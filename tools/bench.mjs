import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { bootstrap, main } from './bootstrap/index.mjs';
import { benchmarks } from './bench/registry.mjs';
import { judge } from './bench/judge.mjs';
import { keepResults } from './bench/keep-results.mjs';
import { table } from './bench/table.mjs';

// `npm run bench -- NAME [--runs N] [--json] [--write]`: measures, prints each figure beside its bar, and fails on a miss.
await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      runs: { type: 'string', default: '3' },
      write: { type: 'boolean' },
    },
  });
  const benchmark = benchmarks[positionals[0]];
  const runs = Number(values.runs);
  if (
    benchmark === undefined ||
    positionals.length !== 1 ||
    !(Number.isInteger(runs) && runs > 0)
  ) {
    console.error(
      `usage: npm run bench -- NAME [--runs N] [--json] [--write], where NAME is one of ${Object.keys(benchmarks).join(', ')}`,
    );
    process.exitCode = 2;
    return;
  }
  await bootstrap({ quiet: true });
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const results = (await benchmark({ runs })).map((figure) => judge(figure, machine));
  if (values.write) await keepResults(positionals[0], results);
  console.log(values.json ? JSON.stringify(results, null, 2) : table(results));
  if (results.some(({ pass }) => !pass)) process.exitCode = 1;
});
