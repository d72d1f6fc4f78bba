import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  argMax,
  type Dataset,
  normalizeInputs,
  openDataset,
  outputValues,
  readLabels,
  readNpy,
  type TensorArray,
} from '@flotilla/evaluation';
import { agentError, messageOf } from '../errors';
import type { LoadedVariant } from '../serving/served-model';

/** One inference's inputs, and how to judge its outputs. */
export interface InputSample {
  readonly inputs: readonly Uint8Array[];
  /** Undefined where there is no label. */
  readonly isCorrect: (outputs: readonly Uint8Array[]) => boolean | undefined;
}

/** Where an unattended device gets its inputs from. */
export interface InputSource {
  /** @throws CodedError `INPUT_UNUSABLE` when the source's data does not fit the variant */
  next(loaded: LoadedVariant): InputSample;
}

/** Plays a labelled data set over and over; its bytes are normalized as a variant's metadata say. */
class ReplayedDataset implements InputSource {
  /** How the data set fits the variant that asked last; variants may differ in type or batch. */
  private fitted: { readonly loaded: LoadedVariant; readonly dataset: Dataset } | null = null;

  constructor(
    private readonly inputs: TensorArray,
    private readonly labels: Int32Array | null,
    private position: number,
  ) {}

  next(loaded: LoadedVariant): InputSample {
    const dataset = this.datasetFor(loaded);
    const at = this.position % dataset.invocationCount;
    this.position = at + 1;
    const label = dataset.samplesPerInvocation === 1 ? this.labels?.[at] : undefined;
    const [spec] = loaded.interpreter.outputs;
    return {
      inputs: dataset.inputs(at),
      isCorrect: ([bytes]) =>
        label === undefined || !spec || !bytes
          ? undefined
          : argMax(outputValues(bytes, spec)) === label,
    };
  }

  private datasetFor(loaded: LoadedVariant): Dataset {
    if (this.fitted?.loaded === loaded) return this.fitted.dataset;
    try {
      const { interpreter, normalizations } = loaded;
      const { file } = normalizeInputs(this.inputs, interpreter.inputs, {
        normalizations,
        arePixels: false,
      });
      const dataset = openDataset(file, interpreter.inputs);
      this.fitted = { loaded, dataset };
      return dataset;
    } catch (error) {
      throw agentError(
        'INPUT_UNUSABLE',
        `cannot feed variant ${loaded.slot.variant.variantId}: ${messageOf(error)}`,
        error,
      );
    }
  }
}

/** A data set as it was read; which models it fits shows when they run. */
export interface InputData {
  readonly inputs: TensorArray;
  readonly labels: Int32Array | null;
}

/** @param start 0 to 1: where in the data set to begin, so that devices of one fleet do not walk in step */
export function replay({ inputs, labels }: InputData, start: number): InputSource {
  return new ReplayedDataset(inputs, labels, Math.floor(start * (inputs.shape[0] ?? 0)));
}

/**
 * Reads a folder with `evaluation-inputs.npy` and, where there are labels, `evaluation-labels.npy`; or one `.npy` and
 * perhaps another of labels.
 * @throws CodedError `INPUT_UNUSABLE`
 */
export async function readInputData(
  path: string,
  labelsPath: string | undefined,
): Promise<InputData> {
  try {
    const isFolder = (await stat(path)).isDirectory();
    const inputs = readNpy(await readFile(isFolder ? join(path, 'evaluation-inputs.npy') : path));
    const labelsFile = labelsPath ?? (isFolder ? join(path, 'evaluation-labels.npy') : null);
    const labels = labelsFile === null ? null : readLabels(readNpy(await readFile(labelsFile)));
    const sampleCount = inputs.shape[0] ?? 0;
    if (sampleCount === 0) throw new Error('it holds no samples');
    if (labels && labels.length !== sampleCount) {
      throw new Error(`there are ${sampleCount} samples and ${labels.length} labels`);
    }
    return { inputs, labels };
  } catch (error) {
    throw agentError(
      'INPUT_UNUSABLE',
      `cannot use the input source ${path} (--input-source): ${messageOf(error)}`,
      error,
    );
  }
}
