import { CodedError, messageOf } from '@flotilla/foundation';
import type { RuntimeErrorCode } from '../../errors';
import type { Instantiate } from './instantiate';
import { errorText, LitertLog } from './litert-log';
import type { CompiledModel, LitertModule, TensorBuffer } from './litert-module';

/** One model in an instance of its own. Dropping the last reference frees all of it. */
export class LoadedModel {
  private constructor(
    private readonly litert: LitertModule,
    private readonly log: LitertLog,
    private readonly compiled: CompiledModel,
    private readonly signature: number,
    private readonly inputs: readonly TensorBuffer[],
  ) {}

  /**
   * @param signature whose inputs and outputs are meant
   * @throws CodedError `MODEL_UNSUPPORTED`, `MODEL_TOO_LARGE`
   */
  static async load(
    instantiate: Instantiate,
    bytes: Uint8Array,
    signature: number,
  ): Promise<LoadedModel> {
    const log = new LitertLog();
    const litert = await instantiate(log);
    const pointer = litert._malloc(bytes.byteLength);
    if (pointer === 0) {
      const message = `LiteRT has no room for a file of ${bytes.byteLength} bytes`;
      throw new CodedError<RuntimeErrorCode>('MODEL_TOO_LARGE', message);
    }
    litert.HEAPU8.set(bytes, pointer);
    try {
      const environment = litert.LiteRtEnvironment.create(null);
      const file = litert.loadModel(environment, pointer, bytes.byteLength);
      const compiled = await litert.compileModel(environment, file, {
        accelerator: 'wasm',
        cpuOptions: { numThreads: 1 },
        gpuOptions: {},
        webNNOptions: {},
      });
      const inputCount = file.getSignature(signature).inputNames().size();
      const inputs = Array.from({ length: inputCount }, (_, index) => {
        const type = file.getInputTensorType(signature, index);
        return litert.LiteRtTensorBuffer.createManaged(
          environment,
          litert.LiteRtTensorBufferType.HOST_MEMORY,
          type,
          type.bytes(),
        );
      });
      return new LoadedModel(litert, log, compiled, signature, inputs);
    } catch (cause) {
      throw unsupported(log.takeError() ?? errorText(messageOf(cause)));
    }
  }

  /**
   * Runs once, on zeros: LiteRT prepares operators at the first run only. What fails because of the zeros says nothing
   * against the model.
   * @throws CodedError `MODEL_UNSUPPORTED`
   */
  async rehearse(): Promise<void> {
    try {
      const zeros = this.inputs.map((buffer) => new Uint8Array(buffer.packedSize()));
      const { error } = await this.run(zeros);
      if (error !== undefined && !error.includes('Failed to invoke')) throw unsupported(error);
    } catch (cause) {
      if (cause instanceof CodedError) throw cause;
      throw unsupported(this.log.takeError() ?? messageOf(cause));
    }
  }

  /**
   * @throws CodedError `INVOKE_FAILED`
   * @throws anything else when the instance is broken and must not be used again
   */
  async invoke(inputs: readonly Uint8Array[]): Promise<Uint8Array[]> {
    const { outputs, error } = await this.run(inputs);
    if (error === undefined) return outputs;
    throw new CodedError<RuntimeErrorCode>('INVOKE_FAILED', `The model cannot run: ${error}`);
  }

  private async run(
    inputs: readonly Uint8Array[],
  ): Promise<{ outputs: Uint8Array[]; error: string | undefined }> {
    this.inputs.forEach((buffer, index) => {
      this.write(buffer, inputs[index] ?? new Uint8Array());
    });
    this.log.takeError();
    const buffers = await this.compiled.run(this.signature, this.inputs);
    const error = this.log.takeError();
    const outputs = buffers.map((buffer) => this.read(buffer));
    buffers.forEach((buffer) => {
      buffer.delete();
    });
    return { outputs, error };
  }

  private write(buffer: TensorBuffer, bytes: Uint8Array): void {
    const size = buffer.packedSize();
    if (bytes.byteLength !== size) {
      throw new RangeError(`an input takes ${size} bytes, ${bytes.byteLength} were sent`);
    }
    const pointer = buffer.lock(this.litert.LiteRtTensorBufferLockMode.WRITE);
    this.litert.HEAPU8.set(bytes, pointer);
    buffer.unlock();
  }

  private read(buffer: TensorBuffer): Uint8Array {
    const pointer = buffer.lock(this.litert.LiteRtTensorBufferLockMode.READ);
    const bytes = this.litert.HEAPU8.slice(pointer, pointer + buffer.packedSize());
    buffer.unlock();
    return bytes;
  }
}

function unsupported(said: string): CodedError<RuntimeErrorCode> {
  const message = `LiteRT cannot run the model: ${said}`;
  return new CodedError<RuntimeErrorCode>('MODEL_UNSUPPORTED', message);
}
