import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { OperatorCase } from '@flotilla/testing';
import { readModel, writeModel } from '@flotilla/tflite';
import { isFault, type Judged, type Side } from '../quantizer/cell';
import { fileCounts } from '../quantizer/counts/file-counts';
import type { Verdict } from '../quantizer/judge/verdict';
import type { PeerEnvironment } from '../quantizer/peer/peer-environment';
import type { BenchScheme } from '../quantizer/schemes';
import type { CommandLine } from '../quantizer/sides/command-line';
import { quantizeWithOurs } from '../quantizer/sides/ours';
import { inBatch } from './batch';
import { type CaseFiles, caseFiles } from './case-files';
import { oracleModel } from './oracle-model';
import type { OperatorResult } from './operator-result';

/** Quantizes every case on both sides, and judges both and what the oracle makes, in LiteRT. */
export async function measureOperators(
  peer: PeerEnvironment,
  commandLine: CommandLine,
  cases: readonly OperatorCase[],
  scheme: BenchScheme,
): Promise<OperatorResult[]> {
  const all = cases.map((description) => caseFiles(description, scheme.name));
  const peerFaults = await quantizeWithPeer(peer, all, scheme);
  const sides: Side[] = [];
  for (const files of all) sides.push(await quantizeOne(peer, commandLine, files, scheme));
  await writeOracles(peer, all, scheme);

  const ofPeer = await judgeAll(peer, all, ({ peer: path }) => path);
  const ofOurs = await judgeAll(peer, all, ({ ours }) => ours);
  const ofOracle = await judgeAll(peer, all, ({ oracle }) => oracle);
  return all.map(({ description, ours, oracle }, at): OperatorResult => {
    const side = sides[at] ?? { status: 'not built' };
    const built = side.status === 'built';
    return {
      name: description.name,
      scheme: scheme.name,
      byEquality: description.outputs.map(
        ({ type }) => description.discontinuous ?? type !== 'FLOAT32',
      ),
      hasWeights: description.weight !== undefined,
      ours: side,
      ...(built && { oursVerdict: judged(ofOurs[at]), floatOperators: floatOperators(ours) }),
      peer: peerFaults[at] ?? judged(ofPeer[at]),
      ...(existsSync(oracle) && { ceiling: judged(ofOracle[at]) }),
    };
  });
}

/** A fault for each case that it cannot do. */
async function quantizeWithPeer(
  peer: PeerEnvironment,
  all: readonly CaseFiles[],
  { peer: recipe }: BenchScheme,
): Promise<({ readonly fault: string } | undefined)[]> {
  const replies = await inBatch<object>(
    peer,
    all.map(({ float, peer: out, calibration }) => ({
      work: 'quantize',
      arguments: { model: float, out, recipe_name: recipe, calibration, name: null, threads: 1 },
    })),
  );
  return replies.map((reply) => (isFault(reply) ? reply : undefined));
}

function quantizeOne(
  { python }: PeerEnvironment,
  commandLine: CommandLine,
  { float, ours, calibration }: CaseFiles,
  scheme: BenchScheme,
): Promise<Side> {
  return quantizeWithOurs(python, commandLine, {
    model: float,
    out: ours,
    calibration,
    // Every kernel that the judge has counts, not only those of 2.9.
    scheme: { ...scheme, targets: ['2.3'] },
    effort: 'default',
    threads: 1,
  });
}

/** By the true ranges of the judging data; none for cases without an integer kernel. */
async function writeOracles(
  peer: PeerEnvironment,
  all: readonly CaseFiles[],
  { name }: BenchScheme,
): Promise<void> {
  const measured = await inBatch<Record<string, [number, number]>>(
    peer,
    all.map(({ float, judging }) => ({
      work: 'ranges',
      arguments: { model_path: float, samples: judging },
    })),
  );
  all.forEach(({ description, oracle }, at) => {
    const found = measured[at] ?? { fault: 'no ranges' };
    if (isFault(found))
      throw new Error(`${description.name} does not run in float: ${found.fault}`);
    const ranges = Object.fromEntries(
      Object.entries(found).map(([tensor, [min, max]]) => [tensor, { min, max }]),
    );
    const model = oracleModel(description, ranges, name === 'int8' ? 'int8' : 'int16');
    if (model !== undefined) writeFileSync(oracle, writeModel(model));
  });
}

function judgeAll(
  peer: PeerEnvironment,
  all: readonly CaseFiles[],
  pathOf: (files: CaseFiles) => string,
): Promise<Judged<Verdict>[]> {
  return inBatch<Verdict>(
    peer,
    all.map((files) => ({
      work: 'judge',
      arguments: {
        reference_path: files.float,
        model_path: pathOf(files),
        samples: files.judging,
      },
    })),
  );
}

function judged(verdict: Judged<Verdict> | undefined): Judged<Verdict> {
  return verdict ?? { fault: 'not judged' };
}

function floatOperators(path: string): number {
  const bytes = readFileSync(path);
  return fileCounts(readModel(bytes), bytes.byteLength).floatOperators;
}
