import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  codecs,
  type Command,
  type DesiredModel,
  formatTopic,
  type Hello,
  isDeviceKind,
  parseTopic,
  type Progress,
  type CommandReply,
  type LastWill,
  type PlatformKind,
  type Telemetry,
} from '@flotilla/protocol';
import { Aedes } from 'aedes';
import { importJWK, jwtVerify } from 'jose';
import { ArtifactServer } from './artifact-server';

const organisationId = 'default';

/** The platform as one device sees it: a real broker and a real HTTP server, and a record of what was said. */
export class Platform {
  readonly artifacts = new ArtifactServer();
  readonly hellos: Hello[] = [];
  readonly progress: Progress[] = [];
  readonly windows: Telemetry[] = [];
  readonly replies: CommandReply[] = [];
  readonly wills: LastWill[] = [];
  refusedConnections = 0;
  /** Whether windows are acknowledged as they come. */
  acknowledges = true;
  gatewayUrl = '';
  mqttUrl = '';
  private counter = 0n;

  private constructor(
    private readonly broker: Aedes,
    private readonly server: Server,
    private readonly sockets: ReadonlySet<Socket>,
    readonly deviceId: string,
  ) {}

  static async start(deviceId = 'device-1'): Promise<Platform> {
    const broker = await Aedes.createBroker({ concurrency: 0 });
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      broker.handle(socket);
    });
    const platform = new Platform(broker, server, sockets, deviceId);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    platform.mqttUrl = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
    platform.gatewayUrl = await platform.artifacts.listen();
    platform.artifacts.enrol = () => deviceId;
    broker.authenticate = (client, username, password, done) => {
      platform
        .verify(client.id, username ?? '', String(password))
        .then(() => {
          done(null, true);
        })
        .catch(() => {
          platform.refusedConnections += 1;
          done(null, false);
        });
    };
    broker.on('publish', ({ topic, payload }) => {
      platform.record(topic, Buffer.from(payload));
    });
    return platform;
  }

  async stop(): Promise<void> {
    await this.artifacts.close();
    await new Promise<void>((resolve) => {
      this.broker.close(() => {
        resolve();
      });
    });
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Breaks the connections without a word, as a network does. */
  dropConnections(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Publishes a desired state, retained, under the next counter. */
  desire(...models: DesiredModel[]): Promise<void> {
    this.counter += 1n;
    const state = { counter: this.counter, expiresAtMs: 0n, cohort: '', models };
    return this.publish(
      'desired',
      codecs.desired.encode({ ...state, signature: new Uint8Array() }),
    );
  }

  command(command: Command): Promise<void> {
    return this.publish('command', codecs.command.encode(command));
  }

  async publish(kind: PlatformKind, payload: Uint8Array): Promise<void> {
    const topic = formatTopic({ organisationId, deviceId: this.deviceId, kind });
    const packet = {
      cmd: 'publish' as const,
      topic,
      payload: Buffer.from(payload),
      qos: 1 as const,
      retain: kind === 'desired',
      dup: false,
    };
    await new Promise<void>((resolve, reject) => {
      this.broker.publish(packet, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  /** The first final progress that satisfies the filter, waiting for it. */
  settled(matches: Partial<Progress> = {}): Promise<Progress> {
    const finals = ['succeeded', 'failed', 'rejected', 'rolled-back', 'already-installed'];
    return until('a final progress', () =>
      this.progress.find(
        (each) =>
          finals.includes(each.state) &&
          Object.entries(matches).every(([key, value]) => Reflect.get(each, key) === value),
      ),
    );
  }

  private record(topic: string, payload: Buffer): void {
    const kind = parseTopic(topic)?.kind;
    if (kind === undefined || !isDeviceKind(kind)) return;
    switch (kind) {
      case 'hello':
        this.hellos.push(codecs.hello.decode(payload));
        break;
      case 'progress':
        this.progress.push(codecs.progress.decode(payload));
        break;
      case 'telemetry': {
        const window = codecs.telemetry.decode(payload);
        this.windows.push(window);
        if (this.acknowledges)
          void this.publish('acknowledgement', codecs.acknowledgement.encode(window));
        break;
      }
      case 'reply':
        this.replies.push(codecs.reply.decode(payload));
        break;
      case 'will':
        this.wills.push(codecs.will.decode(payload));
        break;
    }
  }

  private async verify(clientId: string, username: string, password: string): Promise<void> {
    const { x } = this.artifacts.enrolments.at(-1)?.publicKeyJwk ?? { x: '' };
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x }, 'EdDSA');
    await jwtVerify(password, key, { audience: 'flotilla', subject: this.deviceId });
    if (clientId !== this.deviceId || username !== organisationId) throw new Error('not admitted');
  }
}

/** Waits until `look` finds something. */
export async function until<T>(what: string, look: () => T | undefined | false): Promise<T> {
  for (const deadlineMs = Date.now() + 25_000; Date.now() < deadlineMs;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    await sleep(10);
  }
  throw new Error(`waited in vain for ${what}`);
}
