import type { ArtifactStore } from '@flotilla/artifact-store';
import type { Bus, Subscription } from '@flotilla/bus';
import { type Clock, systemClock } from '@flotilla/foundation';
import { DeviceAuthenticator } from './authentication/device-authenticator';
import { DeviceKeys } from './authentication/device-keys';
import { subscribeDevices } from './bridge/bus-to-device';
import { reportRejected } from './bridge/device-to-bus';
import { Uplink } from './bridge/uplink';
import type { Broker, BrokerListener } from './broker/broker';
import { EmbeddedBroker } from './broker/embedded/embedded-broker';
import { type GatewayConfig, type GatewayConfigInput, parseGatewayConfig } from './config';
import { HttpServer } from './http/http-server';
import { RateLimiter } from './rate-limiter';
import { ARTIFACT_STORE, BUS, CLOCK, CONFIG, DEVICE_AUTHENTICATOR } from './http/tokens';
import type { Logger } from '@flotilla/server-kit';

export interface GatewayDependencies {
  readonly config?: GatewayConfigInput;
  readonly bus: Bus;
  readonly artifactStore: ArtifactStore;
  readonly logger: Logger;
  readonly clock?: Clock;
}

export interface GatewayAddresses {
  readonly httpUrl: string;
  readonly mqttUrl: string;
}

/**
 * The devices' door: MQTT sessions bridged to the bus, enrolment, and artifact bytes. Keeps nothing that the database
 * does not know; after a restart the control plane publishes desired states again, on each device's hello.
 */
export interface Gateway {
  /** Listens; rejects when a port is taken. */
  start(): Promise<GatewayAddresses>;
  /** Ends all sessions and transfers; the bus stays open. Idempotent. */
  close(): Promise<void>;
}

/** @throws GatewayError `INVALID_CONFIG` */
export function createGateway(dependencies: GatewayDependencies): Gateway {
  return new GatewayServers(dependencies, parseGatewayConfig(dependencies.config ?? {}));
}

class GatewayServers implements Gateway {
  private readonly keys: DeviceKeys;
  private readonly broker: Broker;
  private readonly http: HttpServer;
  private subscriptions: readonly Subscription[] = [];

  constructor(
    private readonly dependencies: GatewayDependencies,
    config: GatewayConfig,
  ) {
    const { bus, artifactStore, logger, clock = systemClock } = dependencies;
    this.keys = new DeviceKeys(bus, clock, {
      lifetimeMs: config.keyLifetimeMs,
      maximumEntries: config.maximumKeys,
      requestTimeoutMs: config.requestTimeoutMs,
    });
    const authenticator = new DeviceAuthenticator(this.keys, clock);
    const limiter = new RateLimiter(
      { burst: config.messageBurst, perSecond: config.messagesPerSecond },
      clock,
      config.maximumConnections,
    );
    this.broker = new EmbeddedBroker(
      { ...config, port: config.mqttPort },
      this.listener(authenticator, new Uplink(bus, limiter, logger)),
      logger,
    );
    this.http = new HttpServer(config, logger, [
      { provide: ARTIFACT_STORE, useValue: artifactStore },
      { provide: BUS, useValue: bus },
      { provide: CLOCK, useValue: clock },
      { provide: CONFIG, useValue: config },
      { provide: DEVICE_AUTHENTICATOR, useValue: authenticator },
    ]);
  }

  async start(): Promise<GatewayAddresses> {
    try {
      // Before the first device can say hello, so that its answer finds the way back.
      this.subscriptions = await subscribeDevices(this.dependencies.bus, this.broker, this.keys);
      const [httpUrl, mqttUrl] = await Promise.all([this.http.start(), this.broker.start()]);
      return { httpUrl, mqttUrl };
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.http.close(), this.broker.close()]);
    await Promise.all(this.subscriptions.map((subscription) => subscription.close()));
  }

  private listener(authenticator: DeviceAuthenticator, uplink: Uplink): BrokerListener {
    const { bus, logger } = this.dependencies;
    return {
      authenticate: (device, token) => authenticator.verify(device, token),
      receive: (topic, payload, ended) => uplink.receive(topic, payload, ended),
      refused: (device, topic, reason) => {
        reportRejected(bus, device, topic, reason).catch((error: unknown) => {
          logger.warn({ ...device, topic, err: error }, 'a refusal was not reported');
        });
      },
    };
  }
}
