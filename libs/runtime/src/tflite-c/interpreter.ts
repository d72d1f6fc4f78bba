import type { Interpreter, TensorSpec } from '@flotilla/evaluation';
import { checkInputs, interpreterClosed } from '../check-inputs';
import { tooLarge } from '../memory-need';
import type { Handle } from './bindings';
import { callAsync } from './call-async';
import { InvocationQueue } from './invocation-queue';
import type { NativeModel } from './native-model';
import { describeTensor } from './tensor-spec';

/**
 * An interpreter whose tensors are allocated. Calls queue: TensorFlow Lite allows one at a time. Stateless: variable
 * tensors are reset before each invocation, so that nothing leaks from one sample into the next.
 */
export class TfliteInterpreter implements Interpreter {
  readonly inputs: readonly TensorSpec[];
  #outputs: readonly TensorSpec[];
  readonly #native: NativeModel;
  readonly #memoryLimitBytes: number;
  readonly #inputTensors: readonly Handle[];
  readonly #queue = new InvocationQueue();
  #closing: Promise<void> | undefined;

  /** @throws CodedError `MODEL_TOO_LARGE`, `MODEL_UNSUPPORTED` */
  constructor(native: NativeModel, memoryLimitBytes: number) {
    const { c } = native.library;
    this.#native = native;
    this.#memoryLimitBytes = memoryLimitBytes;
    this.#inputTensors = native.inputTensors();
    this.inputs = this.#inputTensors.map((tensor) => describeTensor(c, tensor));
    this.#outputs = native.outputTensors().map((tensor) => describeTensor(c, tensor));
    this.#checkSize([...this.inputs, ...this.#outputs].map(({ byteLength }) => byteLength));
  }

  /** A model with outputs of dynamic shape tells their shapes only after an invocation. */
  get outputs(): readonly TensorSpec[] {
    return this.#outputs;
  }

  /** Does not copy: the inputs must stay unchanged until the promise settles. */
  async invoke(
    inputs: readonly Uint8Array[],
    reusable: readonly Uint8Array[] = [],
  ): Promise<Uint8Array[]> {
    if (this.#closing) throw interpreterClosed();
    checkInputs(this.inputs, inputs);
    return this.#queue.run(() => this.#invokeNow(inputs, reusable));
  }

  close(): Promise<void> {
    this.#closing ??= this.#queue.run(() => {
      this.#native.free();
      return Promise.resolve();
    });
    return this.#closing;
  }

  async #invokeNow(
    inputs: readonly Uint8Array[],
    reusable: readonly Uint8Array[],
  ): Promise<Uint8Array[]> {
    if (this.#closing) throw interpreterClosed();
    const { c } = this.#native.library;
    const { interpreter } = this.#native;
    inputs.forEach((bytes, index) => {
      this.#native.check(
        'INVOKE_FAILED',
        'take an input',
        c.tensorCopyFrom(this.#inputTensors[index] ?? null, bytes, bytes.byteLength),
      );
    });
    this.#native.check('INVOKE_FAILED', 'reset its state', c.resetVariableTensors(interpreter));
    this.#native.check('INVOKE_FAILED', 'run', await callAsync(c.invoke, interpreter));
    return this.#readOutputs(reusable);
  }

  #readOutputs(reusable: readonly Uint8Array[]): Uint8Array[] {
    const { c } = this.#native.library;
    const tensors = this.#native.outputTensors();
    this.#checkSize(tensors.map((tensor) => c.tensorByteSize(tensor)));
    const outputs = tensors.map((tensor, index) => {
      const sizeBytes = c.tensorByteSize(tensor);
      const known = reusable[index];
      const bytes = known?.byteLength === sizeBytes ? known : this.#allocate(sizeBytes);
      this.#native.check(
        'INVOKE_FAILED',
        'give an output',
        c.tensorCopyTo(tensor, bytes, bytes.byteLength),
      );
      return bytes;
    });
    if (outputs.some((bytes, index) => bytes.byteLength !== this.#outputs[index]?.byteLength)) {
      this.#outputs = tensors.map((tensor) => describeTensor(c, tensor));
    }
    return outputs;
  }

  #allocate(sizeBytes: number): Uint8Array {
    try {
      return new Uint8Array(sizeBytes);
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw tooLarge(
        `an output of ${sizeBytes} bytes, which the system does not give`,
        this.#memoryLimitBytes,
      );
    }
  }

  /** Of what the library says: a file can be wrong about the shapes that its operators compute. */
  #checkSize(byteLengths: readonly number[]): void {
    const total = byteLengths.reduce((sum, byteLength) => sum + byteLength, 0);
    if (total <= this.#memoryLimitBytes) return;
    throw tooLarge(`inputs and outputs of ${total} bytes`, this.#memoryLimitBytes);
  }
}
