import type { Effort, Side } from '../cell';
import { measureCommand } from '../commands/measured-command';
import type { BenchScheme } from '../schemes';
import { digestOfFiles } from '../workspace';
import { type CommandLine, FLOTILLA } from './command-line';

/** Paths of files, and what to make of them. */
export interface OurJob {
  readonly model: string;
  readonly out: string;
  readonly calibration: string;
  readonly scheme: BenchScheme;
  readonly effort: Effort;
  readonly threads: number;
}

/**
 * Quantizes with the product's command line, whole: start-up and proof included.
 * @param python any Python 3, which measures it
 */
export async function quantizeWithOurs(
  python: string,
  commandLine: CommandLine,
  job: OurJob,
): Promise<Side> {
  if (!knows(commandLine, job)) return { status: 'not built' };
  const command = [...FLOTILLA, 'quantize', job.model, job.out, ...flags(commandLine, job)];
  const outcome = await measureCommand(python, command);
  if ('fault' in outcome) return { status: 'failed', fault: withoutPath(outcome.fault) };
  const { measurement } = outcome;
  return {
    status: 'built',
    built: {
      path: job.out,
      digest: digestOfFiles(job.out),
      measurements: [measurement],
      measuredNow: true,
    },
  };
}

/** A complaint without the program and the file that it is about, which the reader knows. */
function withoutPath(fault: string): string {
  return fault.replace(/^flotilla: (?:\S+\.tflite: )?/, '');
}

function knows({ schemes, options }: CommandLine, { scheme, effort }: OurJob): boolean {
  return schemes.includes(scheme.ours) && (effort === 'default' || options.has('--effort'));
}

function flags(
  { options }: CommandLine,
  { scheme, calibration, effort, threads }: OurJob,
): string[] {
  const whereKnown = (name: string, value: string) => (options.has(name) ? [name, value] : []);
  return [
    ...['--scheme', scheme.ours],
    ...(scheme.calibrated ? ['--calibration', calibration] : []),
    ...(effort === 'default' ? [] : ['--effort', effort]),
    ...(scheme.targets.includes('2.9') ? [] : whereKnown('--runtime', '2.3')),
    ...whereKnown('--threads', String(threads)),
  ];
}
