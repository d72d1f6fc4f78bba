import { Aedes, type AedesOptions, type Client } from 'aedes';
import type { DeviceTopic, PlatformKind } from '@flotilla/protocol';
import type { DeviceIdentity } from '../../device-identity';
import { listenUrl } from '../../listen-url';
import type { Logger } from '@flotilla/server-kit';
import type { Broker, BrokerListener } from '../broker';
import { Admission } from './admission';
import { authenticationFailure } from './authentication-failure';
import { Downlink } from './downlink';
import { guardReads } from './guard-reads';
import { PacketSizeGuard } from './packet-size-guard';
import { Sessions } from './sessions';
import { TcpListener } from './tcp-listener';
import { authorizePublish, authorizeSubscribe, platformKindOf } from './topic-policy';

export interface EmbeddedBrokerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly maximumConnections: number;
  /** Largest CONNECT: whoever sends it is not proven yet. */
  readonly maximumConnectBytes: number;
  /** Largest packet of an admitted device. */
  readonly maximumPacketBytes: number;
  /** Longest keep-alive that a device may ask for; none is refused, as a dead peer would stay. */
  readonly maximumKeepaliveSeconds: number;
  /** A socket that has not sent its CONNECT by then is closed. */
  readonly connectTimeoutMs: number;
  /** A device that leaves this many bytes unread is disconnected. */
  readonly maximumUnreadBytes: number;
}

/** The broker within this process: MQTT 3.1.1 by aedes, QoS 0 and 1. */
export class EmbeddedBroker implements Broker {
  private readonly aedes: Aedes;
  private readonly tcp: TcpListener;
  private readonly sessions = new Sessions();
  private readonly admission: Admission;
  private readonly downlink: Downlink;
  private readonly guards = new WeakMap<Client, PacketSizeGuard>();

  constructor(
    private readonly options: EmbeddedBrokerOptions,
    private readonly listener: BrokerListener,
    private readonly logger: Logger,
  ) {
    this.admission = new Admission(this.sessions, listener, logger);
    this.downlink = new Downlink(this.sessions, options.maximumUnreadBytes, logger);
    this.aedes = this.createAedes();
    this.tcp = new TcpListener(
      options,
      (socket) => {
        const guard = new PacketSizeGuard(options.maximumConnectBytes);
        guardReads(socket, guard);
        this.guards.set(this.aedes.handle(socket), guard);
      },
      () => {
        logger.warn({ maximum: options.maximumConnections }, 'mqtt connection refused: too many');
      },
    );
  }

  async start(): Promise<string> {
    await this.aedes.listen();
    return listenUrl('mqtt', this.options.host, await this.tcp.listen());
  }

  send(topic: DeviceTopic<PlatformKind>, payload: Uint8Array): void {
    this.downlink.send(topic, payload);
  }

  forget(device: DeviceIdentity): void {
    this.downlink.forget(device);
    this.sessions.close(device);
  }

  async close(): Promise<void> {
    await this.tcp.close();
    await new Promise<void>((resolve) => {
      this.aedes.close(resolve);
    });
  }

  private createAedes(): Aedes {
    const aedes = new Aedes({
      // Its default overflows the stack when a subscriber leaves with a backlog.
      concurrency: 0,
      connectTimeout: this.options.connectTimeoutMs,
      keepaliveLimit: this.options.maximumKeepaliveSeconds,
      maxTopicLevels: 8,
      ...this.hooks(),
    });
    aedes.on('subscribe', (subscriptions, client) => {
      const session = this.admission.sessionOf(client);
      for (const { topic } of subscriptions) {
        // Those that were refused are here too; they have no such kind.
        const kind = platformKindOf(session?.device, topic);
        if (session && kind) this.downlink.subscribed(session, kind);
      }
    });
    aedes.on('unsubscribe', (topics, client) => {
      const session = this.admission.sessionOf(client);
      for (const topic of topics) {
        const kind = platformKindOf(session?.device, topic);
        if (kind) session?.subscribed.delete(kind);
      }
    });
    for (const event of ['clientError', 'connectionError'] as const) {
      aedes.on(event, (client, error) => {
        this.logger.debug({ client: client.id, err: error }, 'mqtt connection ended');
      });
    }
    return aedes;
  }

  private hooks(): AedesOptions {
    const { admission, listener, logger } = this;
    return {
      preConnect: (client, packet, done) => {
        admission.read(client, packet);
        done(null, true);
      },
      authenticate: (client, _username, password, done) => {
        const admitted = (): void => {
          this.guards.get(client)?.allow(this.options.maximumPacketBytes);
          done(null, true);
        };
        admission.decide(client, password).then(admitted, (error: unknown) => {
          logger.info({ client: client.id, err: error }, 'mqtt connection refused');
          done(authenticationFailure(error), null);
        });
      },
      authorizePublish: (client, packet, done) => {
        const session = admission.sessionOf(client);
        const taken = (): void => {
          done(null);
        };
        authorizePublish(session, packet, listener).then(taken, (error: unknown) => {
          // What still waited when its session ended is nothing to tell of.
          const level = session?.ended.aborted === true ? 'debug' : 'info';
          logger[level]({ client: client?.id, err: error }, 'mqtt publish refused');
          done(error instanceof Error ? error : new Error('the message was not taken'));
        });
      },
      authorizeSubscribe: (client, subscription, done) => {
        const device = admission.sessionOf(client)?.device;
        done(null, authorizeSubscribe(device, subscription, listener));
      },
    };
  }
}
