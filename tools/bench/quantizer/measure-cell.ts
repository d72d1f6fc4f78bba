import { readFileSync } from 'node:fs';
import { readModel, weightBytes } from '@flotilla/tflite';
import type { Cell, Effort, Judged, JudgedSide, Latencies, Side } from './cell';
import { type FileCounts, fileCounts } from './counts/file-counts';
import { judgeInLitert, timeInLitert } from './judge/judge-in-litert';
import { judgeInNative } from './judge/judge-in-native';
import type { Verdict } from './judge/verdict';
import type { PeerEnvironment } from './peer/peer-environment';
import type { SampleFile } from './photos/photo-sets';
import type { CommandLine } from './sides/command-line';
import { quantizeWithOurs } from './sides/ours';
import { quantizeWithPeer } from './sides/peer';
import type { Task } from './sides/task';
import { workspacePath } from './workspace';

export interface Bench {
  readonly peer: PeerEnvironment;
  readonly commandLine: CommandLine;
  /** Of each timed command. */
  readonly runs: number;
  /** Runs the peer even where it has been run before. */
  readonly fresh: boolean;
  readonly latencyRuns: number;
}

/** Quantizes on both sides, and judges what came of it. One heavy process at a time. */
export async function measureCell(
  bench: Bench,
  task: Task,
  judging: SampleFile,
  effort: Effort,
): Promise<Cell> {
  const [ours, peer] = await quantizeBoth(bench, task, effort);
  const { model, scheme } = task;
  const native =
    ours.status === 'built' && scheme.targets.includes('2.9')
      ? await judgeInNative(model.path, ours.built.path, judging.path)
      : undefined;
  const latencies =
    scheme.name === 'int8' ? await timeBoth(bench, task, judging, [ours, peer]) : undefined;
  return {
    model: model.name,
    scheme: scheme.name,
    effort,
    floatBytes: model.sizeBytes,
    floatWeightBytes: weightBytes(model.model),
    ours: await judgeSide(bench, task, judging, ours),
    peer: await judgeSide(bench, task, judging, peer),
    ...(native && { native }),
    ...(latencies && { latencies }),
  };
}

/** The peer's file of a scheme, judged; as a floor for others. */
export async function judgePeer(
  bench: Bench,
  task: Task,
  judging: SampleFile,
): Promise<Judged<Verdict> | undefined> {
  const side = await quantizeWithPeer(bench.peer, task, false);
  return (await judgeSide(bench, task, judging, side)).litert;
}

async function quantizeBoth(
  { peer, commandLine, runs, fresh }: Bench,
  task: Task,
  effort: Effort,
): Promise<[Side, Side]> {
  const { model, scheme, calibration, threads } = task;
  const job = {
    model: model.path,
    out: workspacePath('ours', `${model.name}.${scheme.name}.${effort}.tflite`),
    calibration: calibration.path,
    scheme,
    effort,
    threads,
  };
  let sides: [Side, Side] | undefined;
  for (let run = 0; run < runs; run++) {
    // The peer has no efforts, so that its one time is asked for once.
    const again = sides ? measuredNow(sides[1]) : fresh && effort === 'default';
    const ours = await quantizeWithOurs(peer.python, commandLine, job);
    const theirs = await quantizeWithPeer(peer, task, again);
    sides = sides ? [joined(sides[0], ours), joined(sides[1], theirs)] : [ours, theirs];
  }
  if (sides === undefined) throw new RangeError('nothing is measured in no runs');
  return sides;
}

function measuredNow(side: Side): boolean {
  return side.status === 'built' && side.built.measuredNow;
}

/** The later run's result, with the times of both. */
function joined(before: Side, after: Side): Side {
  if (before.status !== 'built' || after.status !== 'built') return after;
  const measurements = [...before.built.measurements, ...after.built.measurements];
  return { ...after, built: { ...after.built, measurements } };
}

async function judgeSide(
  { peer }: Bench,
  { model }: Task,
  judging: SampleFile,
  side: Side,
): Promise<JudgedSide> {
  if (side.status !== 'built') return { side };
  const litert = await judgeInLitert(peer, model, side.built, judging);
  return { side, litert, counts: countsOf(side.built.path) };
}

function countsOf(path: string): Judged<FileCounts> {
  const bytes = readFileSync(path);
  try {
    return fileCounts(readModel(bytes), bytes.byteLength);
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

async function timeBoth(
  { peer, latencyRuns }: Bench,
  { model, threads }: Task,
  judging: SampleFile,
  sides: readonly [Side, Side],
): Promise<Judged<Latencies> | undefined> {
  const [ours, theirs] = sides;
  if (ours.status !== 'built' || theirs.status !== 'built') return undefined;
  const files = [model.path, ours.built.path, theirs.built.path];
  return timeInLitert(peer, files, judging, { runs: latencyRuns, threads });
}
