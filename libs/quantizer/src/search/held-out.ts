import {
  isElementType,
  OutputError,
  readNumbers,
  type Invocation,
  type Runtime,
} from '@flotilla/evaluation';
import { writeModel, type Model, type TensorType } from '@flotilla/tflite';

/** Beyond this an output is as good as exact, and another one should decide. */
const HIGHEST_SNR_DB = 60;

/** Samples that no range was made from, with what the float model computes for them. */
export class HeldOut {
  private constructor(
    private readonly proofRuntime: Runtime,
    private readonly samples: readonly Invocation[],
    private readonly references: readonly (readonly ArrayLike<number>[])[],
  ) {}

  /** @param proofRuntime runs what is to be judged; `runtime` the float model */
  static async of(
    prepared: Model,
    samples: readonly Invocation[],
    runtime: Runtime,
    proofRuntime: Runtime = runtime,
  ): Promise<HeldOut> {
    const references = await outputsOf(writeModel(prepared), samples, runtime);
    return new HeldOut(proofRuntime, samples, references);
  }

  get sampleCount(): number {
    return this.samples.reduce((sum, { sampleCount }) => sum + sampleCount, 0);
  }

  /** The signal-to-noise ratio of each output, in dB. */
  async snrDb(file: Uint8Array): Promise<number[]> {
    const outputs = await outputsOf(file, this.samples, this.proofRuntime);
    const errors = (outputs[0] ?? []).map(() => new OutputError());
    this.references.forEach((reference, sample) => {
      reference.forEach((values, output) => {
        errors[output]?.add(values, outputs[sample]?.[output] ?? []);
      });
    });
    return errors.map((error) => error.summary().snrDb ?? HIGHEST_SNR_DB);
  }

  /** The mean over outputs, each counted up to a limit; higher is better. */
  async score(file: Uint8Array): Promise<number> {
    const ratios = await this.snrDb(file);
    const limited = ratios.map((ratio) => Math.min(HIGHEST_SNR_DB, ratio));
    return limited.reduce((sum, ratio) => sum + ratio, 0) / Math.max(1, limited.length);
  }
}

async function outputsOf(
  file: Uint8Array,
  samples: readonly Invocation[],
  runtime: Runtime,
): Promise<ArrayLike<number>[][]> {
  const interpreter = await runtime.load(file, {
    delegate: runtime.delegates.includes('xnnpack') ? 'xnnpack' : 'cpu',
  });
  try {
    const outputs: ArrayLike<number>[][] = [];
    for (const { inputs } of samples) {
      const bytes = await interpreter.invoke(inputs);
      outputs.push(bytes.map((each, at) => numbersOf(each, interpreter.outputs[at]?.type)));
    }
    return outputs;
  } finally {
    await interpreter.close();
  }
}

/** Indices and booleans count as the numbers that they are; what is no number says nothing. */
function numbersOf(bytes: Uint8Array, type: TensorType | undefined): ArrayLike<number> {
  return type !== undefined && isElementType(type) ? readNumbers(type, bytes) : [];
}
