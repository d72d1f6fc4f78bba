import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { bootstrap, main } from './bootstrap/index.mjs';
import { benchmarks } from './bench/registry.mjs';
import { judge } from './bench/judge.mjs';
import { keepResults } from './bench/keep-results.mjs';
import { table } from './bench/table.mjs';

// `npm run bench -- NAME [--runs N] [--json] [--write] …`: measures, prints each figure beside its bar, and fails on a miss.
await main(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const benchmark = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
  const values = benchmark && readOptions(benchmark, args);
  if (values === undefined) {
    console.error(usage());
    process.exitCode = 2;
    return;
  }
  await bootstrap({ quiet: true, dashboard: benchmark.dashboard });
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const { figures, text, details } = await benchmark.run(values);
  const results = figures.map((figure) => judge(figure, machine));
  if (values.write) await keepResults(name, results);
  if (values.json) console.log(JSON.stringify({ results, details }, null, 2));
  else console.log([text, table(results)].filter((part) => part !== undefined).join('\n\n'));
  if (results.some(({ pass }) => !pass)) process.exitCode = 1;
});

/** `undefined` for what the benchmark does not take. */
function readOptions(benchmark, args) {
  const common = {
    json: { type: 'boolean', default: false },
    runs: { type: 'string', default: String(benchmark.runs) },
    write: { type: 'boolean', default: false },
  };
  try {
    const { values } = parseArgs({ args, options: { ...common, ...benchmark.options } });
    const runs = Number(values.runs);
    return Number.isInteger(runs) && runs > 0 ? { ...values, runs } : undefined;
  } catch {
    return undefined;
  }
}

function usage() {
  const lines = Object.entries(benchmarks).map(([name, { options }]) => {
    const own = Object.entries(options).map(([option, { type }]) =>
      type === 'boolean' ? `[--${option}]` : `[--${option} ${option.toUpperCase()}]`,
    );
    return `  npm run bench -- ${[name, '[--runs N]', '[--json]', '[--write]', ...own].join(' ')}`;
  });
  return ['usage:', ...lines].join('\n');
}
