import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Bus, Events, Subscription } from '@flotilla/bus';
import { isCodedError } from '@flotilla/foundation';
import { formatTopic, type Telemetry } from '@flotilla/protocol';
import type { Logger } from '@flotilla/server-kit';
import { readWindow } from '@flotilla/telemetry';
import type { ControlPlaneConfig } from '../config';
import { Liveness } from '../devices/liveness';
import { BUS, CONFIG, LOGGER } from '../injection/tokens';
import type { CountedWindow } from './counted-window';
import { dayMs } from './summary-grains';
import { TelemetryRepository, type WindowContext } from './telemetry.repository';

type TelemetryEvent = Events['device.telemetry'];

/** A window that ends later than this beyond our clock is not believed; clocks of devices are not exact. */
const maximumAheadMs = dayMs;

/** More than any device infers in a window; sums of so few digits stay exact. */
const maximumInferenceCount = 1_000_000_000n;

const delegatePattern = /^[a-z0-9-]{1,32}$/u;

/** Takes windows in: each counts once, and is acknowledged only when it is stored for good. */
@Injectable()
export class TelemetryIngest implements OnApplicationBootstrap, OnApplicationShutdown {
  private subscription: Subscription | null = null;

  constructor(
    @Inject(BUS) private readonly bus: Bus,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly repository: TelemetryRepository,
    private readonly liveness: Liveness,
    @Inject(CONFIG) private readonly config: ControlPlaneConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.subscription = await this.bus.subscribe('device.telemetry', (event) => this.take(event), {
      group: 'control-plane',
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.subscription?.close();
  }

  private async take(event: TelemetryEvent): Promise<void> {
    const { organisationId, deviceId, message } = event;
    const now = new Date();
    const { session, sequence } = message;
    const context = await this.repository.contextOf(organisationId, deviceId, message);
    if (context === 'unknown device') {
      this.logger.warn(
        { organisationId, deviceId },
        'telemetry from a device that is not enrolled',
      );
      return;
    }
    const key = { organisationId, deviceId, session, sequence };
    const judged = judge(message, context, now, this.config.summaryRetentionDays * dayMs);
    // A refused window is acknowledged too: the device would only send it again, for ever.
    const window = 'refusal' in judged ? null : judged.window;
    const complete = await this.repository.take(key, window, now);
    if ('refusal' in judged) await this.reject(event, judged.refusal);
    else if (complete === 'forgotten') await this.reject(event, forgotten);
    // Nothing of a forgotten session will ever be taken.
    await this.acknowledge(event, complete === 'forgotten' ? sequence : complete);
    await this.liveness.heard(organisationId, deviceId, now);
  }

  private async acknowledge(event: TelemetryEvent, sequence: bigint): Promise<void> {
    const { organisationId, deviceId } = event;
    if (sequence <= 0n) return;
    const message = { session: event.message.session, sequence };
    await this.bus.publish('device.acknowledged', { organisationId, deviceId, message });
  }

  private async reject({ organisationId, deviceId }: TelemetryEvent, why: Refusal): Promise<void> {
    const topic = formatTopic({ organisationId, deviceId, kind: 'telemetry' });
    const rejected = { organisationId, deviceId, topic, ...why };
    await this.bus.publish('device.rejected', rejected);
  }
}

function windowOf(message: Telemetry) {
  return {
    inferenceCount: Number(message.inferenceCount),
    failureCount: Number(message.failureCount),
    labelledCount: Number(message.labelledCount),
    correctCount: Number(message.correctCount),
    latencySketch: message.latencySketch,
  };
}

interface Refusal {
  readonly code: string;
  readonly message: string;
}

const forgotten: Refusal = {
  code: 'SESSION_FORGOTTEN',
  message: 'the session ended so long ago that which of its windows were counted is not known',
};

type Judgement = { readonly window: CountedWindow } | { readonly refusal: Refusal };

/** Whether a window can be counted: what it says must be possible, and about something we know. */
function judge(
  message: Telemetry,
  context: WindowContext | 'unknown variant',
  now: Date,
  retentionMs: number,
): Judgement {
  const { model: modelId, variantId, delegate } = message;
  if (context === 'unknown variant')
    return refuse('UNKNOWN_VARIANT', `there is no variant ${variantId} of this model`);
  const isAhead = Number(message.endedAtMs) > now.getTime() + maximumAheadMs;
  if (message.startedAtMs > message.endedAtMs || isAhead)
    return refuse('WINDOW_TIME_INVALID', 'the window ends before it starts, or in the future');
  if (message.inferenceCount > maximumInferenceCount)
    return refuse('WINDOW_TOO_LARGE', `a window has at most ${maximumInferenceCount} inferences`);
  if (!delegatePattern.test(delegate))
    return refuse('DELEGATE_INVALID', 'the name of the delegate is none');
  const endedAt = countedAt(Number(message.endedAtMs), now, retentionMs);
  try {
    const summary = readWindow(windowOf(message));
    return { window: { ...context, modelId, variantId, delegate, endedAt, summary } };
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return refuse(error.code, error.message);
  }
}

/** A device whose clock was never set counts with what comes now, rather than with 1970, which is not kept. */
function countedAt(endedAtMs: number, now: Date, retentionMs: number): Date {
  return now.getTime() - endedAtMs > retentionMs ? now : new Date(endedAtMs);
}

function refuse(code: string, message: string): Judgement {
  return { refusal: { code, message } };
}
