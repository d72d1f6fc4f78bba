import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Aedes, type Client } from 'aedes';
import { formatTopic, parseTopic, type DeviceTopic, type PlatformKind } from '@flotilla/protocol';
import { type DeviceIdentity, identityKey } from '../../device-identity';
import { GatewayError } from '../../errors';
import type { GatewayLogger } from '../../logger';
import type { Broker, BrokerListener } from '../broker';
import { authenticationFailure } from './authentication-failure';
import { type ConnectRequests, takeOver, willIsOwn } from './connect-policy';
import { PacketSizeGuard } from './packet-size-guard';
import { authorizePublish, authorizeSubscribe } from './topic-policy';
import type { Session } from './session';
import { Sessions } from './sessions';

export interface EmbeddedBrokerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly maximumConnections: number;
  /** Largest packet that a device may send, in bytes. */
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
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private readonly requests: ConnectRequests = new WeakMap();
  private readonly bySocket = new WeakMap<Client, Session>();
  private readonly sessions = new Sessions();
  /** Desired states by device. aedes' own store of retained messages is searched in full at every SUBSCRIBE. */
  private readonly retained = new Map<string, Uint8Array>();

  constructor(
    private readonly options: EmbeddedBrokerOptions,
    private readonly listener: BrokerListener,
    private readonly logger: GatewayLogger,
  ) {
    this.aedes = this.createAedes();
    this.server = createServer((socket) => {
      this.accept(socket);
    });
    this.server.maxConnections = options.maximumConnections;
    this.server.on('drop', () => {
      logger.warn({ maximum: options.maximumConnections }, 'mqtt connection refused: too many');
    });
  }

  async start(): Promise<string> {
    await this.aedes.listen();
    const { host, port } = this.options;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    return `mqtt://${host}:${(this.server.address() as AddressInfo).port}`;
  }

  send(topic: DeviceTopic<PlatformKind>, payload: Uint8Array): void {
    if (topic.kind === 'desired') this.retained.set(identityKey(topic), payload);
    const session = this.sessions.get(topic);
    if (session?.subscribed.has(topic.kind)) this.deliver(session, topic.kind, payload, false);
  }

  forget(device: DeviceIdentity): void {
    this.retained.delete(identityKey(device));
    this.sessions.close(device);
  }

  async close(): Promise<void> {
    const stopped = new Promise<void>((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
    await new Promise<void>((resolve) => {
      this.aedes.close(resolve);
    });
    for (const socket of this.sockets) socket.destroy();
    await stopped;
  }

  private createAedes(): Aedes {
    const { connectTimeoutMs, maximumKeepaliveSeconds } = this.options;
    const aedes = new Aedes({
      // Its default overflows the stack when a subscriber leaves with a backlog.
      concurrency: 0,
      connectTimeout: connectTimeoutMs,
      keepaliveLimit: maximumKeepaliveSeconds,
      maxTopicLevels: 8,
      preConnect: (client, packet, done) => {
        this.requests.set(client, takeOver(packet));
        done(null, true);
      },
      authenticate: (client, _username, password, done) => {
        this.admit(client, password).then(
          () => {
            done(null, true);
          },
          (error: unknown) => {
            this.logger.info({ client: client.id, err: error }, 'mqtt connection refused');
            done(authenticationFailure(error), null);
          },
        );
      },
      authorizePublish: (client, packet, done) => {
        const session = client ? this.bySocket.get(client) : undefined;
        authorizePublish(session?.device, packet, this.listener).then(
          () => {
            done(null);
          },
          (error: unknown) => {
            this.logger.info({ client: client?.id, err: error }, 'mqtt publish refused');
            done(error instanceof Error ? error : new Error('the message was not taken'));
          },
        );
      },
      authorizeSubscribe: (client, subscription, done) => {
        const session = this.bySocket.get(client);
        done(null, authorizeSubscribe(session?.device, subscription, this.listener));
      },
    });
    aedes.on('subscribe', (subscriptions, client) => {
      const session = this.bySocket.get(client);
      for (const { topic, qos } of subscriptions) {
        if (session && qos < refusedQos) this.subscribed(session, topic);
      }
    });
    aedes.on('unsubscribe', (topics, client) => {
      const subscribed = this.bySocket.get(client)?.subscribed;
      for (const topic of topics) subscribed?.delete(parseTopic(topic)?.kind as PlatformKind);
    });
    for (const event of ['clientError', 'connectionError'] as const) {
      aedes.on(event, (client, error) => {
        this.logger.debug({ client: client.id, err: error }, 'mqtt connection ended');
      });
    }
    aedes.on('keepaliveTimeout', (client) => {
      this.logger.info({ client: client.id }, 'mqtt device went silent');
    });
    return aedes;
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    socket.setNoDelay(true);
    const guard = new PacketSizeGuard(this.options.maximumPacketBytes);
    const read = socket.read.bind(socket);
    // aedes reads its stream with `read()` alone; a stream of our own in between would cost every connection twice.
    socket.read = (size?: number): Buffer | null => {
      const chunk = read(size) as Buffer | null;
      if (chunk === null || guard.accept(chunk)) return chunk;
      socket.destroy(new Error(`a packet has more than ${this.options.maximumPacketBytes} bytes`));
      return null;
    };
    this.aedes.handle(socket);
  }

  private async admit(client: Client, password: Buffer | undefined): Promise<void> {
    const request = this.requests.get(client);
    const device = request?.device;
    if (!request || !device) {
      throw new GatewayError(
        'UNKNOWN_DEVICE',
        'the client id is not a device of the organisation that the user name gives',
      );
    }
    if (!willIsOwn(request)) {
      throw new GatewayError('FORBIDDEN_TOPIC', 'the last will is not for the own will topic');
    }
    await this.listener.authenticate(device, password?.toString('latin1') ?? '');
    if (client.conn.destroyed) return;
    const session: Session = {
      device,
      client,
      will: request.will?.payload,
      subscribed: new Set(),
    };
    this.bySocket.set(client, session);
    await this.sessions.admit(session, () => {
      this.ended(session);
    });
  }

  private ended({ device, will }: Session): void {
    if (will === undefined) return;
    this.listener.receive({ ...device, kind: 'will' }, will).catch((error: unknown) => {
      this.logger.warn({ ...device, err: error }, 'the end of a session was not reported');
    });
  }

  private subscribed(session: Session, text: string): void {
    const kind = parseTopic(text)?.kind as PlatformKind;
    session.subscribed.add(kind);
    const desired = this.retained.get(identityKey(session.device));
    if (kind === 'desired' && desired) this.deliver(session, kind, desired, true);
  }

  private deliver(
    { client, device }: Session,
    kind: PlatformKind,
    payload: Uint8Array,
    retain: boolean,
  ): void {
    if (client.conn.writableLength > this.options.maximumUnreadBytes) {
      this.logger.warn({ ...device }, 'mqtt device does not read: disconnected');
      client.close();
      return;
    }
    const topic = formatTopic({ ...device, kind });
    client.publish(
      { cmd: 'publish', topic, payload: Buffer.from(payload), qos: 1, retain, dup: false },
      (error) => {
        if (error) this.logger.debug({ ...device, kind, err: error }, 'mqtt message not sent');
      },
    );
  }
}

/** What SUBACK grants for a refused subscription, MQTT 3.1.1 §3.9.3. */
const refusedQos = 128;
