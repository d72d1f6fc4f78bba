import {
  isElementType,
  OutputError,
  processorDelegate,
  readNumbers,
  type Invocation,
  type Runtime,
} from '@flotilla/evaluation';
import { writeModel, type Model, type TensorType } from '@flotilla/tflite';

/** Beyond this an output is as good as exact, and another one should decide. */
const HIGHEST_SNR_DB = 60;

/** Below this an output is of no use, however far below. */
const LOWEST_SNR_DB = -60;

export interface HeldOutMeans {
  readonly runtime: Runtime;
  /** Default: the same. */
  readonly proofRuntime?: Runtime;
  /** Samples that are run at a time, each on a thread of its own. Default 1. */
  readonly threads?: number;
}

interface Means {
  readonly runtime: Runtime;
  readonly threads: number;
}

/** Samples that no range was made from, with what the float model computes for them. */
export class HeldOut {
  private constructor(
    private readonly means: Means,
    private readonly samples: readonly Invocation[],
    private readonly references: readonly (readonly ArrayLike<number>[])[],
  ) {}

  /** @param means `runtime` runs the float model, `proofRuntime` what is to be judged */
  static async of(
    prepared: Model,
    samples: readonly Invocation[],
    { runtime, proofRuntime = runtime, threads = 1 }: HeldOutMeans,
  ): Promise<HeldOut> {
    const references = await outputsOf(writeModel(prepared), samples, { runtime, threads });
    return new HeldOut({ runtime: proofRuntime, threads }, samples, references);
  }

  get sampleCount(): number {
    return this.samples.reduce((sum, { sampleCount }) => sum + sampleCount, 0);
  }

  /** The signal-to-noise ratio of each output, in dB; −∞ where it is not a number, or noise where there is no signal. */
  async snrDb(file: Uint8Array): Promise<number[]> {
    return (await this.errors(file)).map((error) => {
      const { snrDb, maxAbsoluteError } = error.summary();
      const isExact = snrDb === null && maxAbsoluteError === 0;
      if (isExact) return HIGHEST_SNR_DB;
      return snrDb === null || Number.isNaN(snrDb) ? -Infinity : snrDb;
    });
  }

  /** The power of each output's noise as a share of the signal's; 1 where there is no signal to compare with. */
  async noise(file: Uint8Array): Promise<number[]> {
    return (await this.errors(file)).map((error) => {
      const { snrDb, maxAbsoluteError } = error.summary();
      if (snrDb !== null) return 10 ** (-snrDb / 10);
      return maxAbsoluteError === 0 ? 0 : 1;
    });
  }

  private async errors(file: Uint8Array): Promise<OutputError[]> {
    const outputs = await outputsOf(file, this.samples, this.means);
    const errors = (outputs[0] ?? []).map(() => new OutputError());
    this.references.forEach((reference, sample) => {
      reference.forEach((values, output) => {
        errors[output]?.add(values, outputs[sample]?.[output] ?? []);
      });
    });
    return errors;
  }

  /** The mean over outputs, each counted within limits; higher is better. */
  async score(file: Uint8Array): Promise<number> {
    const ratios = await this.snrDb(file);
    const limited = ratios.map((ratio) => Math.max(LOWEST_SNR_DB, Math.min(HIGHEST_SNR_DB, ratio)));
    return limited.reduce((sum, ratio) => sum + ratio, 0) / Math.max(1, limited.length);
  }
}

/** Of each sample, in their order. */
async function outputsOf(
  file: Uint8Array,
  samples: readonly Invocation[],
  { runtime, threads }: Means,
): Promise<ArrayLike<number>[][]> {
  const delegate = processorDelegate(runtime);
  const outputs: ArrayLike<number>[][] = [];
  const rest = samples.entries();
  const runRest = async (): Promise<void> => {
    const interpreter = await runtime.load(file, { delegate });
    try {
      for (const [index, { inputs }] of rest) {
        const bytes = await interpreter.invoke(inputs);
        outputs[index] = bytes.map((each, at) => numbersOf(each, interpreter.outputs[at]?.type));
      }
    } finally {
      await interpreter.close();
    }
  };
  const lanes = Math.min(threads, samples.length);
  await Promise.all(Array.from({ length: lanes }, runRest));
  return outputs;
}

/** Indices and booleans count as the numbers that they are; what is no number says nothing. */
function numbersOf(bytes: Uint8Array, type: TensorType | undefined): ArrayLike<number> {
  return type !== undefined && isElementType(type) ? readNumbers(type, bytes) : [];
}
