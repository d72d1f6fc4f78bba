import { rmSync, writeFileSync } from 'node:fs';
import { type ElementType, type TensorArray, writeNpz } from '@flotilla/evaluation';
import { isInput, operatorModel, operatorSample, type OperatorCase } from '@flotilla/testing';
import { writeModel } from '@flotilla/tflite';
import { workspacePath } from '../quantizer/workspace';

const CALIBRATION_SAMPLES = 200;
const JUDGING_SAMPLES = 40;

/** Where a case's files are, or will be. */
export interface CaseFiles {
  readonly description: OperatorCase;
  readonly float: string;
  /** A `.npz`: an array of whole inputs for each input, by name. */
  readonly calibration: string;
  readonly judging: string;
  readonly ours: string;
  readonly peer: string;
  readonly oracle: string;
}

/** Writes the float model and its data, and takes away what an earlier run made of them. */
export function caseFiles(description: OperatorCase, scheme: string): CaseFiles {
  const name = description.name.replaceAll(/[^A-Za-z0-9]+/g, '-');
  const path = (kind: string): string => workspacePath('operators', scheme, `${name}.${kind}`);
  const files = {
    description,
    float: path('float.tflite'),
    calibration: path('calibration.npz'),
    judging: path('judging.npz'),
    ours: path('ours.tflite'),
    peer: path('peer.tflite'),
    oracle: path('oracle.tflite'),
  };
  for (const made of [files.ours, files.peer, files.oracle]) rmSync(made, { force: true });
  writeFileSync(files.float, writeModel(operatorModel(description)));
  writeFileSync(files.calibration, samples(description, 1, CALIBRATION_SAMPLES));
  writeFileSync(files.judging, samples(description, 1 + CALIBRATION_SAMPLES, JUDGING_SAMPLES));
  return files;
}

function samples(description: OperatorCase, firstSeed: number, count: number): Uint8Array {
  const drawn = Array.from({ length: count }, (_, at) =>
    operatorSample(description, firstSeed + at),
  );
  const arrays = description.operands.flatMap((operand, at): [string, TensorArray][] => {
    if (!isInput(operand)) return [];
    const name = `input${at}`;
    const bytes = Buffer.concat(drawn.map((sample) => sample.get(name) ?? new Uint8Array()));
    const type: ElementType = operand.type;
    return [[name, { type, shape: [count, ...operand.shape], bytes }]];
  });
  return writeNpz(new Map(arrays));
}
