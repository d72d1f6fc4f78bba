import type { TensorType } from '@flotilla/tflite';

/** What the runtime says of one input or output tensor. Shapes are concrete for the batch that was asked for. */
export interface TensorSpec {
  readonly name: string;
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly byteLength: number;
  /** Per-tensor affine parameters; absent for float tensors. */
  readonly quantization?: { readonly scale: number; readonly zeroPoint: number };
}

/**
 * A loaded model, ready to run. One invocation at a time; callers queue. Implemented by `@flotilla/runtime`; stands
 * here so that calibration and evaluation need not know which runtime runs.
 */
export interface Interpreter {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  /**
   * Runs the model once, off the event loop.
   * @param inputs little-endian bytes of each input, in the order of `inputs`, each exactly `byteLength` long
   * @param reusable earlier outputs that nobody reads any more; those of the right size may be written over, so that
   * large outputs are not left to the garbage collector one invocation after another
   * @returns bytes of each output, in the order of `outputs`, fresh or from `reusable`
   * @throws CodedError with a `RuntimeErrorCode`
   */
  invoke(inputs: readonly Uint8Array[], reusable?: readonly Uint8Array[]): Promise<Uint8Array[]>;
  /** Frees native memory, after any invocation under way. Idempotent. */
  close(): Promise<void>;
}

export type DelegateName = 'cpu' | 'xnnpack' | 'gpu';

export interface LoadOptions {
  readonly delegate: DelegateName;
  /** Default 1. */
  readonly threads?: number;
  /** Resizes the first axis of every input to this; refused by models with a fixed batch. Default: the file's own. */
  readonly batch?: number;
}

/** Loads a `.tflite` file's bytes. */
export interface Runtime {
  readonly name: string;
  /** For example `2.9.0`. */
  readonly version: string;
  /** Delegates that can be had on this machine; a delegate not listed is refused by `load`. */
  readonly delegates: readonly DelegateName[];
  load(model: Uint8Array, options: LoadOptions): Promise<Interpreter>;
}
