import type { Interpreter, TensorSpec } from '@flotilla/evaluation';
import { checkInputs, interpreterClosed } from '../check-inputs';
import { InvocationQueue } from '../tflite-c/invocation-queue';
import type { LitertProcess } from './litert-process';
import type { ModelSpecs } from './messages';

/** A model that is loaded in a process of LiteRT. */
export class LitertWasmInterpreter implements Interpreter {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  readonly #process: LitertProcess;
  readonly #model: number;
  readonly #queue = new InvocationQueue();
  #closing: Promise<void> | undefined;

  /** @param model its number in the process */
  constructor(process: LitertProcess, model: number, { inputs, outputs }: ModelSpecs) {
    this.#process = process;
    this.#model = model;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  async invoke(inputs: readonly Uint8Array[]): Promise<Uint8Array[]> {
    if (this.#closing) throw interpreterClosed();
    checkInputs(this.inputs, inputs);
    return this.#queue.run(async () => {
      if (this.#closing) throw interpreterClosed();
      return this.#process.request('invoke', this.#model, inputs);
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#queue.run(async () => {
      // A process that has ended has freed the model with all else.
      await this.#process.request('close', this.#model, undefined).catch(() => undefined);
    });
    return this.#closing;
  }
}
