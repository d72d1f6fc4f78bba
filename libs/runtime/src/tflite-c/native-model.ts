import { CodedError } from '@flotilla/foundation';
import type { RuntimeErrorCode } from '../errors';
import type { Handle } from './bindings';
import { callAsync } from './call-async';
import type { Delegate, NativeDelegate } from './delegates/delegate';
import type { TfliteLibrary } from './library';

/** XNNPACK reads a few bytes past the end of a constant; the last one of a file must not end where memory does. */
const paddingBytes = 64;

/** `kTfLiteUnresolvedOps`: the model has an operator that the library lacks, whatever the delegate. */
const unresolvedOperators = 7;

/**
 * The native objects of one loaded model, and the order of their lives: the model's bytes outlive all, and freeing goes
 * interpreter → delegate → options → model, or the process crashes.
 */
export class NativeModel {
  readonly library: TfliteLibrary;
  #model: Handle = null;
  #options: Handle = null;
  #interpreter: Handle = null;
  #delegate: NativeDelegate | undefined;
  readonly #messagesId: number;
  /** `TfLiteModelCreate` keeps pointing into these bytes, so they are our own and stay referenced. */
  readonly #bytes: Buffer;

  constructor(library: TfliteLibrary, bytes: Uint8Array) {
    this.library = library;
    this.#messagesId = library.messages.open();
    const padded = Buffer.alloc(bytes.byteLength + paddingBytes);
    padded.set(bytes);
    this.#bytes = padded.subarray(0, bytes.byteLength);
  }

  get interpreter(): Handle {
    return this.#interpreter;
  }

  /** Verifies the file and makes the interpreter; tensors are not yet allocated. */
  async create(threads: number): Promise<void> {
    const { c, messages, quietly } = this.library;
    this.#model = quietly(() => c.modelCreate(this.#bytes, this.#bytes.byteLength));
    if (this.#model === null)
      throw this.error('MODEL_INVALID', 'The bytes are not a valid TFLite model');
    this.#options = c.optionsCreate();
    c.optionsSetNumThreads(this.#options, threads);
    c.optionsSetErrorReporter(this.#options, messages.reporter, this.#messagesId);
    this.#interpreter = await callAsync(c.interpreterCreate, this.#model, this.#options);
    if (this.#interpreter === null) {
      throw this.error(
        'MODEL_UNSUPPORTED',
        `TensorFlow Lite ${this.library.version} cannot run the model`,
      );
    }
  }

  resizeInput(index: number, shape: readonly number[]): void {
    const status = this.library.c.resizeInput(
      this.#interpreter,
      index,
      Int32Array.from(shape),
      shape.length,
    );
    this.check('BATCH_FIXED', 'be resized', status);
  }

  /** Hands operators to the delegate, then allocates; in this order, so that the delegate sees the final shapes. */
  async prepare(delegate: Delegate, threads: number): Promise<void> {
    const { c, quietly } = this.library;
    this.#delegate = quietly(() => delegate.create(c, { threads }));
    if (this.#delegate) {
      const status = await callAsync(
        c.modifyGraphWithDelegate,
        this.#interpreter,
        this.#delegate.handle,
      );
      const code = status === unresolvedOperators ? 'MODEL_UNSUPPORTED' : 'DELEGATE_REFUSED';
      this.check(code, `be delegated to ${delegate.name}`, status);
    }
    this.check(
      'MODEL_UNSUPPORTED',
      'be prepared',
      await callAsync(c.allocateTensors, this.#interpreter),
    );
  }

  inputTensors(): Handle[] {
    const { c } = this.library;
    return indexes(c.inputCount(this.#interpreter)).map((index) =>
      c.inputTensor(this.#interpreter, index),
    );
  }

  outputTensors(): Handle[] {
    const { c } = this.library;
    return indexes(c.outputCount(this.#interpreter)).map((index) =>
      c.outputTensor(this.#interpreter, index),
    );
  }

  /** Throws unless the status is `kTfLiteOk`, with what the library said. */
  check(code: RuntimeErrorCode, what: string, status: number): void {
    if (status === 0) return;
    throw this.error(
      code,
      `The model cannot ${what} (TensorFlow Lite ${this.library.version}, status ${status})`,
    );
  }

  error(code: RuntimeErrorCode, message: string): CodedError<RuntimeErrorCode> {
    const said = this.library.messages.take(this.#messagesId);
    return new CodedError<RuntimeErrorCode>(code, said === '' ? message : `${message}: ${said}`);
  }

  /** Idempotent; must not be called while an invocation is under way. */
  free(): void {
    const { c, messages } = this.library;
    if (this.#interpreter !== null) c.interpreterDelete(this.#interpreter);
    this.#delegate?.delete();
    if (this.#options !== null) c.optionsDelete(this.#options);
    if (this.#model !== null) c.modelDelete(this.#model);
    this.#interpreter = this.#options = this.#model = null;
    this.#delegate = undefined;
    messages.close(this.#messagesId);
  }
}

function indexes(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
