import type { Effort, Side } from '../cell';
import { measureCommand } from '../commands/measured-command';
import type { FloatModel } from '../models/float-model';
import type { SampleFile } from '../photos/photo-sets';
import type { BenchScheme } from '../schemes';
import { digestOfFiles, workspacePath } from '../workspace';
import { type CommandLine, FLOTILLA } from './command-line';

export interface Task {
  readonly model: FloatModel;
  readonly scheme: BenchScheme;
  readonly calibration: SampleFile;
  readonly threads: number;
}

/** Quantizes with the product's command line, whole: start-up and proof included. */
export async function quantizeWithOurs(
  python: string,
  commandLine: CommandLine,
  task: Task,
  effort: Effort,
): Promise<Side> {
  const { model, scheme } = task;
  if (!knows(commandLine, scheme, effort)) return { status: 'not built' };
  const path = workspacePath('ours', `${model.name}.${scheme.name}.${effort}.tflite`);
  const command = [...FLOTILLA, 'quantize', model.path, path];
  const outcome = await measureCommand(python, [...command, ...flags(commandLine, task, effort)]);
  if ('fault' in outcome) return { status: 'failed', fault: outcome.fault };
  const { measurement } = outcome;
  const digest = digestOfFiles(path);
  return {
    status: 'built',
    built: { path, digest, measurements: [measurement], measuredNow: true },
  };
}

function knows({ schemes, options }: CommandLine, { ours }: BenchScheme, effort: Effort): boolean {
  return schemes.includes(ours) && (effort === 'default' || options.has('--effort'));
}

function flags(
  { options }: CommandLine,
  { scheme, calibration, threads }: Task,
  effort: Effort,
): string[] {
  const flag = (name: string, value: string): string[] => (options.has(name) ? [name, value] : []);
  return [
    ...['--scheme', scheme.ours],
    ...(scheme.calibrated ? ['--calibration', calibration.path] : []),
    ...(effort === 'default' ? [] : ['--effort', effort]),
    ...(scheme.targets.includes('2.9') ? [] : flag('--runtime', '2.3')),
    ...flag('--threads', String(threads)),
  ];
}
