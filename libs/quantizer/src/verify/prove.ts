import {
  compareActivations,
  type ComparedModel,
  compareOutputs,
  encoderFor,
  type Invocation,
  isElementType,
  matchActivations,
  modelInputs,
  processorDelegate,
  type Runtime,
} from '@flotilla/evaluation';
import { isCodedError } from '@flotilla/foundation';
import { type Model, writeModel } from '@flotilla/tflite';
import { type CalibrationData, calibrationSamples, heldOutSamples } from '../calibrate/samples';
import type { MeasuredProof, Proof } from './proof';

export interface ProofSubject {
  /** The model as given. */
  readonly original: Model;
  /** The float model that was quantized. */
  readonly prepared: Model;
  readonly result: Model;
}

export interface ProveOptions {
  readonly calibration?: CalibrationData | undefined;
  /** Runs the float model. */
  readonly runtime?: Runtime;
  /** Runs the result. */
  readonly proofRuntime?: Runtime;
  /** Default: true. */
  readonly prove?: boolean;
  /** Called with the number of samples done, of each of several rounds. */
  readonly onSample?: (done: number) => void;
}

/** Activations take memory and time; a few samples show which layer goes wrong. */
const MOST_TENSOR_SAMPLES = 4;

/** Where none are held out. */
const MOST_CALIBRATION_SAMPLES = 8;

/**
 * Runs the float model and the result on samples that were held out from calibration, and compares what they compute.
 * @throws CodedError the runtimes' own
 */
export async function prove(subject: ProofSubject, options: ProveOptions): Promise<Proof> {
  const { calibration, runtime, proofRuntime = runtime, prove: isAsked = true, onSample } = options;
  if (!isAsked) return unknown('NOT_ASKED', 'no proof was asked for');
  if (runtime === undefined || proofRuntime === undefined)
    return unknown('NO_RUNTIME', 'no runtime was given to run the models in');
  if (calibration === undefined)
    return unknown('NO_DATA', 'no typical inputs were given to run the models on');
  const { samples, heldOut } = await chosenSamples(calibration);
  if (samples.length === 0)
    return unknown('NO_DATA', 'no typical inputs were given to run the models on');
  const { prepared, result } = subject;
  const { model: reference, kind } = await referenceOf(subject, runtime);
  const sides = (float: Model, taken: readonly Invocation[]): [ComparedModel, ComparedModel] => [
    sideOf(float, runtime, taken),
    sideOf(result, proofRuntime, encoded(taken, float, result)),
  ];
  const { pairs, unmatched } = matchActivations(prepared, result);
  return {
    status: 'measured',
    runtime: { name: proofRuntime.name, version: proofRuntime.version },
    heldOut,
    reference: kind,
    outputs: await compareOutputs(...sides(reference, samples), { ...(onSample && { onSample }) }),
    tensors: await compareActivations(
      ...sides(prepared, samples.slice(0, MOST_TENSOR_SAMPLES)),
      pairs,
      { ...(onSample && { onSample }) },
    ),
    unmatchedTensors: unmatched,
  };
}

async function chosenSamples(
  data: CalibrationData,
): Promise<{ readonly samples: readonly Invocation[]; readonly heldOut: boolean }> {
  const heldOut = await heldOutSamples(data);
  if (heldOut.length > 0) return { samples: heldOut, heldOut: true };
  const samples: Invocation[] = [];
  for await (const invocation of calibrationSamples(data)) {
    samples.push(invocation);
    if (samples.length === MOST_CALIBRATION_SAMPLES) break;
  }
  return { samples, heldOut: false };
}

/** Nothing that was done to the model escapes a comparison with what was given; custom operators may keep it from running. */
async function referenceOf(
  { original, prepared }: ProofSubject,
  runtime: Runtime,
): Promise<{ readonly model: Model; readonly kind: MeasuredProof['reference'] }> {
  const inputsOf = (model: Model): string => JSON.stringify(modelInputs(model));
  if (inputsOf(original) !== inputsOf(prepared)) return { model: prepared, kind: 'prepared' };
  try {
    const interpreter = await runtime.load(writeModel(original), executionIn(runtime));
    await interpreter.close();
    return { model: original, kind: 'given' };
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return { model: prepared, kind: 'prepared' };
  }
}

function sideOf(model: Model, runtime: Runtime, invocations: readonly Invocation[]): ComparedModel {
  return { model, runtime, execution: executionIn(runtime), invocations: () => invocations };
}

function executionIn(runtime: Runtime): ComparedModel['execution'] {
  return { delegate: processorDelegate(runtime) };
}

/** Samples for the float model as the result takes them: its inputs may be integers. */
function encoded(samples: readonly Invocation[], float: Model, result: Model): Invocation[] {
  const given = modelInputs(float);
  const encoders = modelInputs(result).map((input, position) => {
    const type = given[position]?.type ?? input.type;
    return type === input.type || !isElementType(type) ? undefined : encoderFor(type, input);
  });
  return samples.map((sample) => ({
    ...sample,
    inputs: sample.inputs.map((bytes, position) => encoders[position]?.(bytes) ?? bytes),
  }));
}

function unknown(reasonCode: 'NO_RUNTIME' | 'NO_DATA' | 'NOT_ASKED', reason: string): Proof {
  return { status: 'unknown', reasonCode, reason };
}
