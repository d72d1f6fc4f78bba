import koffi, { type KoffiFunc, type LibraryHandle, type TypeObject } from 'koffi';

/** The address of a native object; `null` is C's null. */
export type Handle = bigint | null;

/** What `TfLiteTensorQuantizationParams` returns; a scale of 0 says: not quantized. */
export interface NativeQuantization {
  readonly scale: number;
  readonly zeroPoint: number;
}

type Status = number;

/** The part of TensorFlow Lite's C API (`c_api.h`, `c_api_experimental.h`, `xnnpack_delegate.h`) that Flotilla calls. */
export interface Bindings {
  readonly modelCreate: KoffiFunc<(bytes: Uint8Array, length: number) => Handle>;
  readonly modelDelete: KoffiFunc<(model: Handle) => void>;
  readonly optionsCreate: KoffiFunc<() => Handle>;
  readonly optionsDelete: KoffiFunc<(options: Handle) => void>;
  readonly optionsSetNumThreads: KoffiFunc<(options: Handle, threads: number) => void>;
  readonly optionsSetErrorReporter: KoffiFunc<
    (options: Handle, reporter: Handle, userData: number) => void
  >;
  readonly interpreterCreate: KoffiFunc<(model: Handle, options: Handle) => Handle>;
  readonly interpreterDelete: KoffiFunc<(interpreter: Handle) => void>;
  readonly inputCount: KoffiFunc<(interpreter: Handle) => number>;
  readonly inputTensor: KoffiFunc<(interpreter: Handle, index: number) => Handle>;
  readonly outputCount: KoffiFunc<(interpreter: Handle) => number>;
  readonly outputTensor: KoffiFunc<(interpreter: Handle, index: number) => Handle>;
  readonly resizeInput: KoffiFunc<
    (interpreter: Handle, index: number, dimensions: Int32Array, rank: number) => Status
  >;
  readonly modifyGraphWithDelegate: KoffiFunc<(interpreter: Handle, delegate: Handle) => Status>;
  readonly allocateTensors: KoffiFunc<(interpreter: Handle) => Status>;
  readonly resetVariableTensors: KoffiFunc<(interpreter: Handle) => Status>;
  readonly invoke: KoffiFunc<(interpreter: Handle) => Status>;
  readonly tensorName: KoffiFunc<(tensor: Handle) => string | null>;
  readonly tensorType: KoffiFunc<(tensor: Handle) => number>;
  readonly tensorRank: KoffiFunc<(tensor: Handle) => number>;
  readonly tensorDimension: KoffiFunc<(tensor: Handle, axis: number) => number>;
  readonly tensorByteSize: KoffiFunc<(tensor: Handle) => number>;
  readonly tensorQuantization: KoffiFunc<(tensor: Handle) => NativeQuantization>;
  readonly tensorCopyFrom: KoffiFunc<(tensor: Handle, bytes: Uint8Array, length: number) => Status>;
  readonly tensorCopyTo: KoffiFunc<(tensor: Handle, bytes: Uint8Array, length: number) => Status>;
  readonly xnnpackCreate: KoffiFunc<(options: Uint8Array) => Handle>;
  readonly xnnpackDelete: KoffiFunc<(delegate: Handle) => void>;
}

const pointer = 'void *';

/**
 * Resolves every symbol at once.
 * @throws Error of koffi's, when one is absent
 */
export function bind(library: LibraryHandle): Bindings {
  const quantization = koffi.struct({ scale: 'float', zeroPoint: 'int32' });
  const c = <F extends (...args: never[]) => unknown>(
    symbol: string,
    result: string | TypeObject,
    parameters: string[],
  ): KoffiFunc<F> => library.func(`TfLite${symbol}`, result, parameters) as KoffiFunc<F>;
  return {
    modelCreate: c('ModelCreate', pointer, [pointer, 'size_t']),
    modelDelete: c('ModelDelete', 'void', [pointer]),
    optionsCreate: c('InterpreterOptionsCreate', pointer, []),
    optionsDelete: c('InterpreterOptionsDelete', 'void', [pointer]),
    optionsSetNumThreads: c('InterpreterOptionsSetNumThreads', 'void', [pointer, 'int32']),
    optionsSetErrorReporter: c('InterpreterOptionsSetErrorReporter', 'void', [
      pointer,
      pointer,
      'uintptr_t',
    ]),
    interpreterCreate: c('InterpreterCreate', pointer, [pointer, pointer]),
    interpreterDelete: c('InterpreterDelete', 'void', [pointer]),
    inputCount: c('InterpreterGetInputTensorCount', 'int32', [pointer]),
    inputTensor: c('InterpreterGetInputTensor', pointer, [pointer, 'int32']),
    outputCount: c('InterpreterGetOutputTensorCount', 'int32', [pointer]),
    outputTensor: c('InterpreterGetOutputTensor', pointer, [pointer, 'int32']),
    resizeInput: c('InterpreterResizeInputTensor', 'int', [pointer, 'int32', pointer, 'int32']),
    modifyGraphWithDelegate: c('InterpreterModifyGraphWithDelegate', 'int', [pointer, pointer]),
    allocateTensors: c('InterpreterAllocateTensors', 'int', [pointer]),
    resetVariableTensors: c('InterpreterResetVariableTensors', 'int', [pointer]),
    invoke: c('InterpreterInvoke', 'int', [pointer]),
    tensorName: c('TensorName', 'str', [pointer]),
    tensorType: c('TensorType', 'int', [pointer]),
    tensorRank: c('TensorNumDims', 'int32', [pointer]),
    tensorDimension: c('TensorDim', 'int32', [pointer, 'int32']),
    tensorByteSize: c('TensorByteSize', 'size_t', [pointer]),
    tensorQuantization: c('TensorQuantizationParams', quantization, [pointer]),
    tensorCopyFrom: c('TensorCopyFromBuffer', 'int', [pointer, pointer, 'size_t']),
    tensorCopyTo: c('TensorCopyToBuffer', 'int', [pointer, pointer, 'size_t']),
    xnnpackCreate: c('XNNPackDelegateCreate', pointer, [pointer]),
    xnnpackDelete: c('XNNPackDelegateDelete', 'void', [pointer]),
  };
}
