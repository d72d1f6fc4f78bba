/**
 * What is used here of LiteRT's Emscripten module. The package's own JavaScript is left out: it knows three element
 * types, and expects a browser.
 */
export interface LitertModule {
  /** Another view after memory has grown: never keep it. */
  readonly HEAPU8: Uint8Array;
  /** 0 where there is no memory left. */
  _malloc(byteLength: number): number;
  readonly LiteRtEnvironment: { create(gpuDevice: null): Environment };
  readonly LiteRtTensorBuffer: {
    createManaged(
      environment: Environment,
      bufferType: BufferType,
      tensorType: TensorType,
      byteLength: number,
    ): TensorBuffer;
  };
  readonly LiteRtTensorBufferType: { readonly HOST_MEMORY: BufferType };
  readonly LiteRtTensorBufferLockMode: { readonly READ: LockMode; readonly WRITE: LockMode };
  /** Keeps pointing to the bytes. */
  loadModel(environment: Environment, pointer: number, byteLength: number): WasmModel;
  compileModel(
    environment: Environment,
    model: WasmModel,
    options: CompileOptions,
  ): CompiledModel | Promise<CompiledModel>;
}

/** Every field is read, whatever the accelerator. */
export interface CompileOptions {
  readonly accelerator: 'wasm';
  readonly cpuOptions: { readonly numThreads: number };
  readonly gpuOptions: object;
  readonly webNNOptions: object;
}

export interface WasmModel {
  getSignature(index: number): Signature;
  getInputTensorType(signature: number, input: number): TensorType;
}

export interface Signature {
  inputNames(): { size(): number };
}

export interface TensorType {
  bytes(): number;
}

export interface CompiledModel {
  run(
    signature: number,
    inputs: readonly TensorBuffer[],
  ): readonly TensorBuffer[] | Promise<readonly TensorBuffer[]>;
}

export interface TensorBuffer {
  /** Address of the bytes in the module's memory. */
  lock(mode: LockMode): number;
  unlock(): void;
  packedSize(): number;
  delete(): void;
}

/** Handles of C++ objects and enumerators that are only passed on. */
export type Environment = object;
export type BufferType = object;
export type LockMode = object;
