import { Command } from 'commander';
import { benchmark, type Benchmark, type Runtime } from '@flotilla/evaluation';
import { createTfliteRuntime } from '@flotilla/runtime';
import type { CliContext } from '../context';
import { aboutFileAsync } from '../errors';
import type { Execution } from '../model/load-subject';
import { type LoadableModelFile, readLoadableModelFile } from '../model/model-file';
import { withExecutionOptions } from '../options/execution-options';
import { positiveInteger } from '../options/positive-integer';
import { progressOf } from '../progress';
import { json } from '../text/json';
import { counted, latency, milliseconds } from '../text/quantities';

interface BenchmarkArguments extends Execution {
  readonly runs: number;
  readonly warmup: number;
  readonly json?: boolean;
}

export function benchmarkModelCommand(context: CliContext): Command {
  const command = new Command('benchmark')
    .description('measure how long a model takes on this machine')
    .argument('<model>', 'a .tflite file')
    .option(
      '--runs <n>',
      'measured inferences; 100 or more tell p99',
      positiveInteger(1_000_000),
      100,
    )
    .option('--warmup <n>', 'inferences before those', positiveInteger(1_000_000), 10);
  return withExecutionOptions(command)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  flotilla benchmark model.tflite --runs 200 --threads 2')
    .action(async (path: string, options: BenchmarkArguments) => {
      const file = await readLoadableModelFile(path);
      const runtime = createTfliteRuntime();
      const { initMs, result } = await aboutFileAsync(path, () =>
        measure(context, runtime, file, options),
      );
      const { delegate, threads } = options;
      const { name, version } = runtime;
      context.print(
        options.json
          ? json('flotilla/benchmark/1', {
              path,
              sizeBytes: file.bytes.byteLength,
              runtime: { name, version },
              delegate,
              threads,
              initMs,
              ...result,
            })
          : [
              `${path} with ${name} ${version}, ${delegate}, ${counted(threads, 'thread')}`,
              `load     ${milliseconds(initMs)}`,
              `first    ${milliseconds(result.firstMs)}`,
              `steady   ${latency(result.steady)}`,
            ].join('\n'),
      );
    });
}

async function measure(
  context: CliContext,
  runtime: Runtime,
  { bytes }: LoadableModelFile,
  { delegate, threads, runs, warmup }: BenchmarkArguments,
): Promise<{ initMs: number; result: Benchmark }> {
  const progress = progressOf(context, 'running');
  const start = context.nowMs();
  const interpreter = await runtime.load(bytes, { delegate, threads });
  const initMs = context.nowMs() - start;
  try {
    const result = await benchmark(interpreter, {
      runs,
      warmup,
      nowMs: context.nowMs,
      onProgress: progress.report,
    });
    return { initMs, result };
  } finally {
    progress.end();
    await interpreter.close();
  }
}
