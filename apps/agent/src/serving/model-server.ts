import type { Slot } from '@flotilla/device';
import type { DelegateName, Runtime } from '@flotilla/evaluation';
import { isCodedError } from '@flotilla/foundation';
import type { ArtifactCache } from '../artifacts/artifact-cache';
import { readModel, statedNormalizations } from '@flotilla/tflite';
import { messageOf, stepError } from '../errors';
import { type LoadedModel, ServedModel } from './served-model';

export interface ModelServerOptions {
  readonly runtime: Runtime;
  readonly delegates: readonly DelegateName[];
  readonly threads: number;
  readonly cache: ArtifactCache;
}

/** Every model that this device serves, and how a slot's file becomes an interpreter. */
export class ModelServer {
  private readonly models = new Map<string, ServedModel>();

  constructor(private readonly options: ModelServerOptions) {}

  model(name: string): ServedModel {
    let served = this.models.get(name);
    if (!served) {
      served = new ServedModel();
      this.models.set(name, served);
    }
    return served;
  }

  all(): ReadonlyMap<string, ServedModel> {
    return this.models;
  }

  /** @throws CodedError `LOAD_FAILED`, `DISK_FAILED` */
  async load({ variant, delegate }: Pick<Slot, 'variant' | 'delegate'>): Promise<LoadedModel> {
    const { runtime, delegates, threads, cache } = this.options;
    const known = delegates.find((each) => each === delegate);
    if (!known) {
      throw stepError(
        'LOAD_FAILED',
        `delegate ${delegate} is not there; have ${delegates.join(', ')}`,
      );
    }
    const bytes = await cache.read('variant', variant.file.digest);
    try {
      const interpreter = await runtime.load(bytes, { delegate: known, threads });
      return { interpreter, normalizations: normalizationsIn(bytes) };
    } catch (error) {
      throw stepError(
        'LOAD_FAILED',
        `cannot load variant ${variant.variantId} with ${delegate}: ${messageOf(error)}`,
        error,
      );
    }
  }

  async close(): Promise<void> {
    for (const served of this.models.values()) await served.close();
  }
}

/** Nothing for a file that the runtime takes and the reader does not: of it nothing is known. */
function normalizationsIn(file: Uint8Array): LoadedModel['normalizations'] {
  try {
    return statedNormalizations(readModel(file));
  } catch (error) {
    if (isCodedError(error)) return [];
    throw error;
  }
}
