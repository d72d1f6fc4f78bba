import { setTimeout as delay } from 'node:timers/promises';
import type { Bus } from '@flotilla/bus';
import { backoffMs, isCodedError } from '@flotilla/foundation';
import type { DeviceKind, DeviceTopic } from '@flotilla/protocol';
import type { Logger } from '@flotilla/server-kit';
import { identityKey } from '../device-identity';
import type { RateLimiter } from '../rate-limiter';
import { forwardToBus } from './device-to-bus';

const overloadBackoff = { baseMs: 100, maximumMs: 5_000, random: Math.random };

/**
 * What devices send, on its way to the bus: one message of a device after the other, at a device's pace. Whoever sends
 * faster, or while the bus has no room, waits for the receipt and meanwhile is not read from; nothing is dropped.
 */
export class Uplink {
  /** The end of each device's queue. */
  private readonly last = new Map<string, Promise<void>>();

  constructor(
    private readonly bus: Bus,
    private readonly limiter: RateLimiter,
    private readonly logger: Logger,
  ) {}

  /**
   * Resolves when the bus has the message.
   * @param ended aborted when the session is over, as the device then offers again what has no receipt; undefined for a
   * message that comes after its session
   */
  async receive(
    topic: DeviceTopic<DeviceKind>,
    payload: Uint8Array,
    ended?: AbortSignal,
  ): Promise<void> {
    const key = identityKey(topic);
    const turn = (this.last.get(key) ?? Promise.resolve()).then(async () => {
      if (ended) await this.pace(key, ended);
      await this.forward(topic, payload, ended);
    });
    const over = turn.catch(() => undefined);
    this.last.set(key, over);
    try {
      await turn;
    } finally {
      if (this.last.get(key) === over) this.last.delete(key);
    }
  }

  private async pace(key: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    for (let waitMs = this.limiter.take(key); waitMs > 0; waitMs = this.limiter.take(key)) {
      await delay(waitMs, undefined, { signal });
    }
  }

  private async forward(
    topic: DeviceTopic<DeviceKind>,
    payload: Uint8Array,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        await forwardToBus(this.bus, topic, payload);
        return;
      } catch (error) {
        if (!signal || !isCodedError(error) || error.code !== 'OVERLOADED') throw error;
        const { organisationId, deviceId, kind } = topic;
        this.logger.warn({ organisationId, deviceId, kind, attempt }, 'the bus has no room');
        await delay(backoffMs(attempt, overloadBackoff), undefined, { signal });
      }
    }
  }
}
