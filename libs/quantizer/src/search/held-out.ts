import { OutputError, outputValues, type Invocation, type Runtime } from '@flotilla/evaluation';
import { writeModel, type Model } from '@flotilla/tflite';

/** Beyond this an output is as good as exact, and another one should decide. */
const HIGHEST_SNR_DB = 60;

/** Samples that no range was made from, with what the float model computes for them. */
export class HeldOut {
  private constructor(
    private readonly runtime: Runtime,
    private readonly samples: readonly Invocation[],
    private readonly references: readonly (readonly ArrayLike<number>[])[],
  ) {}

  static async of(
    prepared: Model,
    samples: readonly Invocation[],
    runtime: Runtime,
  ): Promise<HeldOut> {
    const references = await outputsOf(writeModel(prepared), samples, runtime);
    return new HeldOut(runtime, samples, references);
  }

  get sampleCount(): number {
    return this.samples.reduce((sum, { sampleCount }) => sum + sampleCount, 0);
  }

  /** The signal-to-noise ratio of each output, in dB. */
  async snrDb(file: Uint8Array): Promise<number[]> {
    const outputs = await outputsOf(file, this.samples, this.runtime);
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
      outputs.push(
        interpreter.outputs.map((spec, index) =>
          outputValues(bytes[index] ?? new Uint8Array(), spec),
        ),
      );
    }
    return outputs;
  } finally {
    await interpreter.close();
  }
}
