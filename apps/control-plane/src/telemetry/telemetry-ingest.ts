import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Bus, Events, Subscription } from '@flotilla/bus';
import { isCodedError } from '@flotilla/foundation';
import type { Telemetry } from '@flotilla/protocol';
import type { Logger } from '@flotilla/server-kit';
import { readWindow, type Summary } from '@flotilla/telemetry';
import { PresenceRepository } from '../devices/presence.repository';
import { BUS, LOGGER } from '../injection/tokens';
import { TelemetryRepository, type WindowContext } from './telemetry.repository';

type TelemetryEvent = Events['device.telemetry'];

/** A window that ends later than this beyond our clock is not believed; clocks of devices are not exact. */
const maximumAheadMs = 24 * 3_600_000;

/** Takes windows in: each counts once, and is acknowledged only when it is stored for good. */
@Injectable()
export class TelemetryIngest implements OnApplicationBootstrap, OnApplicationShutdown {
  private subscription: Subscription | null = null;

  constructor(
    @Inject(BUS) private readonly bus: Bus,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly repository: TelemetryRepository,
    private readonly presence: PresenceRepository,
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
    const judged = judge(message, context, now);
    // A refused window is acknowledged too: the device would only send it again, for ever.
    const row = 'refusal' in judged ? null : { ...key, ...judged.row, receivedAt: now };
    const complete = await this.repository.store(key, row);
    if ('refusal' in judged)
      await this.bus.publish('device.rejected', { organisationId, deviceId, ...judged.refusal });
    if (complete > 0n)
      await this.bus.publish('device.acknowledged', {
        organisationId,
        deviceId,
        message: { session, sequence: complete },
      });
    await this.presence.seen(organisationId, deviceId, now);
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

function rowOf(message: Telemetry, context: WindowContext, summary: Summary) {
  return {
    ...context,
    modelId: message.model,
    variantId: message.variantId,
    delegate: message.delegate,
    startedAt: new Date(Number(message.startedAtMs)),
    endedAt: new Date(Number(message.endedAtMs)),
    inferenceCount: message.inferenceCount,
    failureCount: message.failureCount,
    labelledCount: message.labelledCount,
    correctCount: message.correctCount,
    latencyCount: BigInt(summary.latency.count),
    latencySketch: new Uint8Array(message.latencySketch),
  };
}

type Judgement =
  | { readonly row: ReturnType<typeof rowOf> }
  | {
      readonly refusal: { readonly topic: string; readonly code: string; readonly message: string };
    };

/** Whether a window can be counted: what it says must be possible, and about something we know. */
function judge(
  message: Telemetry,
  context: WindowContext | 'unknown variant',
  now: Date,
): Judgement {
  if (context === 'unknown variant')
    return refuse('UNKNOWN_VARIANT', `there is no variant ${message.variantId} of this model`);
  const isAhead = Number(message.endedAtMs) > now.getTime() + maximumAheadMs;
  if (message.startedAtMs > message.endedAtMs || isAhead)
    return refuse('WINDOW_TIME_INVALID', 'the window ends before it starts, or in the future');
  try {
    return { row: rowOf(message, context, readWindow(windowOf(message))) };
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return refuse(error.code, error.message);
  }
}

function refuse(code: string, message: string): Judgement {
  return { refusal: { topic: 'telemetry', code, message } };
}
