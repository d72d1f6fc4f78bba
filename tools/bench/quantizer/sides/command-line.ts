import { join } from 'node:path';
import { runProgram } from '../commands/run-program';
import { ROOT } from '../workspace';

/** As users start it; in a checkout it compiles what is stale, which the benchmark's own start has done. */
export const FLOTILLA = [process.execPath, join(ROOT, 'apps/cli/bin/flotilla.cjs')] as const;

/** What our `quantize` takes today, by its own help. */
export interface CommandLine {
  readonly schemes: readonly string[];
  /** With their dashes. */
  readonly options: ReadonlySet<string>;
}

export async function readCommandLine(): Promise<CommandLine> {
  const [program, ...args] = FLOTILLA;
  const { status, stdout, stderr } = await runProgram(program, [...args, 'quantize', '--help']);
  if (status !== 0) throw new Error(`flotilla quantize --help failed: ${stderr}`);
  return parseHelp(stdout);
}

export function parseHelp(help: string): CommandLine {
  // The description may be wrapped, choices and all.
  const [, choices = ''] = /--scheme <[^>]+>[^(]*\(choices:([^)]+)\)/.exec(help) ?? [];
  return {
    schemes: [...choices.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name),
    options: new Set(
      help.match(/^ +(?:-\w, )?--[\w-]+/gm)?.map((line) => line.replace(/^.*?--/, '--')),
    ),
  };
}
