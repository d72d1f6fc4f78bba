import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WindowKey } from '@flotilla/device';
import { isCodedError } from '@flotilla/foundation';
import type { Inference } from '@flotilla/telemetry';
import { messageOf } from '../errors';
import type { Logger } from '../log';
import type { ModelServer } from '../serving/model-server';
import type { LoadedVariant, ServedModel } from '../serving/served-model';
import type { InputSource } from './input-source';

export interface InferenceLoopParts {
  readonly server: ModelServer;
  readonly source: InputSource;
  /** Inferences a second for each model. */
  readonly rate: number;
  readonly fold: (key: WindowKey, inference: Inference) => void;
  readonly log: Logger;
}

/** Runs the input source through every model that is loaded, at a steady rate; a slow model is not made up for. */
export class InferenceLoop {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  /** Models of which a failure was logged already: a broken one fails at every inference. */
  private readonly complained = new Set<string>();

  constructor(private readonly parts: InferenceLoopParts) {}

  start(): void {
    if (this.parts.rate > 0) this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const periodMs = 1000 / this.parts.rate;
    let nextAtMs = performance.now();
    while (!signal.aborted) {
      for (const [model, served] of this.parts.server.all()) {
        if (served.loaded) await this.infer(model, served);
      }
      nextAtMs = Math.max(nextAtMs + periodMs, performance.now());
      await sleep(nextAtMs - performance.now(), undefined, { signal }).catch(() => undefined);
    }
  }

  private async infer(model: string, served: ServedModel): Promise<void> {
    try {
      const { outputs, loaded, prepared } = await served.invoke((current) => ({
        ...this.parts.source.next(current),
        startedAtMs: performance.now(),
      }));
      const latencyMs = performance.now() - prepared.startedAtMs;
      const correct = prepared.isCorrect(outputs);
      this.fold(model, loaded, { latencyMs, ...(correct === undefined ? {} : { correct }) });
    } catch (error) {
      const { loaded } = served;
      // That the source does not fit is no failure of the variant.
      const isVariantsFault = !isCodedError(error) || error.code !== 'INPUT_UNUSABLE';
      if (loaded && isVariantsFault) this.fold(model, loaded, { latencyMs: 0, failed: true });
      if (this.complained.has(model)) return;
      this.complained.add(model);
      this.parts.log.error({ model, reason: messageOf(error) }, 'inference failed');
    }
  }

  private fold(model: string, { slot }: LoadedVariant, inference: Inference): void {
    const key = { model, variantId: slot.variant.variantId, delegate: slot.delegate };
    this.parts.fold(key, inference);
  }
}
