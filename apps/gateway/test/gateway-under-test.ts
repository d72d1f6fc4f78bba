import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderArtifactStore, type ArtifactStore } from '@flotilla/artifact-store';
import { createInProcessBus, type Bus, type Events, type InProcessBusOptions } from '@flotilla/bus';
import { createLogger } from '@flotilla/server-kit';
import {
  createGateway,
  type Gateway,
  type GatewayAddresses,
  type GatewayConfigInput,
} from '../src/index';
import { TestDevice } from './test-device';

/** Also what a failed test left behind is ended; it would keep Jest from ending. */
const running = new Set<GatewayUnderTest>();
afterAll(async () => {
  for (const each of running) await each.close();
});

/** A real gateway on free ports, with a bus and a folder of its own, and a control plane of two answers. */
export class GatewayUnderTest {
  private readonly enrolled = new Map<string, TestDevice>();
  /** How often the control plane was asked for a key. */
  keyRequests = 0;

  private constructor(
    readonly bus: Bus,
    readonly store: ArtifactStore,
    private readonly folder: string,
    private readonly gateway: Gateway,
    readonly addresses: GatewayAddresses,
  ) {}

  static async start(
    config: GatewayConfigInput = {},
    busOptions: InProcessBusOptions = {},
  ): Promise<GatewayUnderTest> {
    const folder = await mkdtemp(join(tmpdir(), 'flotilla-gateway-'));
    const store = createFolderArtifactStore({ root: folder });
    const bus = createInProcessBus(busOptions);
    const gateway = createGateway({
      config: { httpPort: 0, mqttPort: 0, ...config },
      bus,
      artifactStore: store,
      logger: createLogger({ name: 'gateway', level: 'silent' }),
    });
    const addresses = await gateway.start();
    const underTest = new GatewayUnderTest(bus, store, folder, gateway, addresses);
    running.add(underTest);
    await bus.respond('device.key', ({ organisationId, deviceId }) => {
      underTest.keyRequests++;
      const device = underTest.enrolled.get(`${organisationId}/${deviceId}`);
      return Promise.resolve(device?.publicKeyJwk ?? null);
    });
    return underTest;
  }

  async enrol(deviceId: string, organisationId = 'default'): Promise<TestDevice> {
    const device = await TestDevice.make(deviceId, organisationId);
    this.enrolled.set(`${organisationId}/${deviceId}`, device);
    return device;
  }

  async revoke({ organisationId, deviceId }: TestDevice): Promise<void> {
    this.enrolled.delete(`${organisationId}/${deviceId}`);
    await this.bus.publish('device.revoked', { organisationId, deviceId });
  }

  /** Events of one subject as they come. */
  async collect<S extends keyof Events>(subject: S): Promise<Collected<Events[S]>> {
    const collected = new Collected<Events[S]>();
    await this.bus.subscribe(subject, (event) => {
      collected.all.push(event);
      return Promise.resolve();
    });
    return collected;
  }

  async close(): Promise<void> {
    running.delete(this);
    await this.gateway.close();
    await this.bus.close();
    await rm(this.folder, { recursive: true });
  }
}

export class Collected<T> {
  readonly all: T[] = [];

  /** Resolves when `count` have come; fails after 25 s. */
  async atLeast(count: number): Promise<readonly T[]> {
    await eventually(() => this.all.length >= count);
    return this.all;
  }
}

/** Resolves once `condition` holds; fails after 25 s. */
export async function eventually(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 25_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('what was waited for did not come');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
