import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { backoffMs } from '@flotilla/foundation';
import type { MqttClient } from 'mqtt';
import { messageOf } from '../errors';
import type { Logger } from '../log';
import { connectOnce, type ProtocolVersion, ProtocolVersionRefused } from './connect-once';

export interface MqttConnectionParts {
  readonly url: string;
  readonly clientId: string;
  readonly username: string;
  /** A fresh one for each try. */
  readonly password: () => Promise<string>;
  readonly will: { readonly topic: string; readonly payload: Uint8Array };
  readonly topics: readonly string[];
  /** Subscribed and ready. */
  readonly onConnected: () => void;
  readonly onMessage: (topic: string, payload: Uint8Array) => void;
  readonly reconnectBaseMs: number;
  readonly reconnectMaximumMs: number;
  readonly log: Logger;
}

/** A session shorter than this counts as a failed try, or a broker that drops us at once would be stormed. */
const soundSessionMs = 10_000;

/** How long the end of the process waits for the broker. */
const farewellMs = 1_000;

/** Stays connected: MQTT 5 where the broker speaks it, else 3.1.1, backing off with jitter whatever the refusal. */
export class MqttConnection {
  private readonly stopping = new AbortController();
  private protocolVersion: ProtocolVersion = 5;
  private client: MqttClient | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly parts: MqttConnectionParts) {}

  start(): void {
    this.running = this.run();
  }

  get isConnected(): boolean {
    return this.client?.connected === true;
  }

  /**
   * Hands a message to the client, at least once while the connection lasts.
   * @returns false when there is no connection
   */
  publish(topic: string, payload: Uint8Array): boolean {
    const { client } = this;
    if (!client?.connected) return false;
    client.publish(topic, Buffer.from(payload), { qos: 1 }, (error) => {
      if (error) this.parts.log.debug({ topic, reason: error.message }, 'not delivered');
    });
    return true;
  }

  /** Says goodbye with what would have been the last will, as a clean disconnect keeps the broker from it. */
  async stop(): Promise<void> {
    const { client } = this;
    const { topic, payload } = this.parts.will;
    this.stopping.abort();
    if (client?.connected) {
      const farewell = client.publishAsync(topic, Buffer.from(payload), { qos: 1 });
      await Promise.race([farewell, sleep(farewellMs, undefined, { ref: false })]).catch(
        () => undefined,
      );
      await Promise.race([client.endAsync(), sleep(farewellMs, undefined, { ref: false })]);
    }
    // A try to connect that hangs is left to its own timeout.
    await Promise.race([this.running, sleep(farewellMs, undefined, { ref: false })]);
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    let attempt = 0;
    while (!signal.aborted) {
      const startedAtMs = performance.now();
      try {
        await this.session();
        if (performance.now() - startedAtMs > soundSessionMs) attempt = 0;
      } catch (error) {
        if (error instanceof ProtocolVersionRefused) {
          this.protocolVersion = 4;
          continue;
        }
        this.parts.log.warn({ reason: messageOf(error) }, 'cannot connect');
      }
      const delayMs = this.backoffMs(attempt);
      attempt += 1;
      await sleep(delayMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Connects, and resolves when the connection is over. */
  private async session(): Promise<void> {
    const { url, clientId, username, topics, onMessage, onConnected, log } = this.parts;
    const { protocolVersion } = this;
    const password = await this.parts.password();
    const { topic, payload } = this.parts.will;
    const client = await connectOnce(
      url,
      {
        protocolVersion,
        clientId,
        username,
        password,
        keepalive: 30,
        connectTimeout: 10_000,
        will: { topic, payload: Buffer.from(payload), qos: 1, retain: false },
      },
      topics,
      onMessage,
    );
    if (this.isStopping()) {
      client.end(true);
      return;
    }
    const closed = new Promise<void>((resolve) => {
      client.once('close', () => {
        resolve();
      });
      // It may have closed between the subscription's answer and here.
      if (!client.connected) resolve();
    });
    this.client = client;
    log.info({ protocolVersion }, 'connected');
    try {
      onConnected();
      await closed;
      if (!this.isStopping()) log.warn('connection lost');
    } finally {
      this.client = null;
      client.end(true);
    }
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private backoffMs(attempt: number): number {
    const { reconnectBaseMs, reconnectMaximumMs } = this.parts;
    const jitter = backoffMs(attempt, {
      baseMs: reconnectBaseMs,
      maximumMs: reconnectMaximumMs,
      random: Math.random,
    });
    return Math.max(50, jitter);
  }
}
