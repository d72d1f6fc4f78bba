import { readFileSync } from 'node:fs';
import type { QuantizationReport } from '@flotilla/quantizer';
import type { ZooModel } from '@flotilla/testing';
import { isFault } from '../quantizer/cell';
import { complaint, runProgram } from '../quantizer/commands/run-program';
import { judgeInNative } from '../quantizer/judge/judge-in-native';
import { decibels } from '../quantizer/judge/verdict';
import { floatModel } from '../quantizer/models/float-model';
import { inputRange } from '../quantizer/photos/input-range';
import { photoSets } from '../quantizer/photos/photo-sets';
import { FLOTILLA } from '../quantizer/sides/command-line';
import { workspacePath } from '../quantizer/workspace';
import type { FoundMix } from './found-mix';

/**
 * Asks the product's command line for an accuracy, and judges its file on photos that it has not seen.
 * @throws Error where the command fails for another reason than that nothing reaches the accuracy
 */
export async function findMix(
  zooModel: ZooModel,
  minSnrDb: number,
  minInteger: number,
): Promise<FoundMix> {
  const model = await floatModel(zooModel);
  const photos = await photoSets(model.height, model.width, inputRange(model.name));
  const name = `${model.name}.${minSnrDb}.${minInteger}`;
  const out = workspacePath('asked', `${name}.tflite`);
  const report = workspacePath('asked', `${name}.json`);
  const [program, ...start] = FLOTILLA;
  const began = performance.now();
  const { status, stderr } = await runProgram(program, [
    ...[...start, 'quantize', model.path, out, '--calibration', photos.calibration.path],
    ...['--min-snr', String(minSnrDb), '--allow-miss', '--report', report],
    ...(minInteger > 0 ? ['--min-integer', String(minInteger)] : []),
  ]);
  const seconds = (performance.now() - began) / 1000;
  if (status !== 0) throw new Error(`${model.name}: ${complaint(status, stderr)}`);
  const { target } = JSON.parse(readFileSync(report, 'utf8')) as QuantizationReport;
  if (target === undefined) throw new Error(`${report} tells of no target`);
  const verdict = await judgeInNative(model.path, out, photos.judging.path);
  if (isFault(verdict)) throw new Error(`${model.name}: ${verdict.fault}`);
  const otherScenesDb = verdict.outputs.map(({ snrDb }) => decibels(snrDb));
  return { model: model.name, minInteger, target, otherScenesDb, seconds };
}
