import { arch, platform, release, totalmem } from 'node:os';
import {
  type Capabilities,
  installedVariants,
  nextSession,
  progressOf,
  recover,
} from '@flotilla/device';
import type { DelegateName, Runtime } from '@flotilla/evaluation';
import { systemClock } from '@flotilla/foundation';
import { type Hello, supportedProtocol } from '@flotilla/protocol';
import { agentVersion } from './agent-version';
import { ArtifactCache } from './artifacts/artifact-cache';
import { Downloader } from './artifacts/downloader';
import type { AgentConfig } from './config';
import { CommandHandler } from './connection/command-handler';
import { PlatformLink } from './connection/platform-link';
import { ProgressReporter } from './connection/progress-reporter';
import { signDeviceToken } from './identity/device-token';
import type { DeviceIdentity } from './identity/ensure-enrolled';
import { InferenceLoop } from './input/inference-loop';
import { type InputData, replay } from './input/input-source';
import { JournalStore } from './journal/journal-store';
import type { Logger } from './log';
import { ModelServer } from './serving/model-server';
import { TelemetrySender } from './telemetry/telemetry-sender';
import { WindowSpool } from './telemetry/window-spool';
import { DesiredStateHandler } from './update/desired-state-handler';
import { restoreServing } from './update/restore-serving';
import { UpdateWorker } from './update/update-worker';

export interface AgentParts {
  readonly config: AgentConfig;
  readonly runtime: Runtime;
  readonly identity: DeviceIdentity;
  /** What to infer on without being asked. */
  readonly inputData?: InputData | undefined;
  readonly log: Logger;
}

/** One device: its parts, put together. */
export class Agent {
  private readonly capabilities: Capabilities;
  private readonly delegates: readonly DelegateName[];
  private readonly reporter: ProgressReporter;
  private readonly link: PlatformLink;
  private readonly server: ModelServer;
  private readonly worker: UpdateWorker;
  private readonly telemetry: TelemetrySender;
  private readonly desired: DesiredStateHandler;
  private readonly commands: CommandHandler;
  private inference: InferenceLoop | null = null;

  private constructor(
    private readonly parts: AgentParts,
    private readonly store: JournalStore,
    private readonly cache: ArtifactCache,
    private readonly session: bigint,
  ) {
    const { config, runtime, identity, log } = parts;
    const allowed = config.delegates ?? runtime.delegates;
    this.delegates = allowed.filter((each) => runtime.delegates.includes(each));
    this.capabilities = { delegates: this.delegates };
    this.server = new ModelServer({
      runtime,
      delegates: this.delegates,
      threads: config.threads,
      cache,
    });
    this.link = new PlatformLink({
      url: config.mqttUrl,
      enrolment: identity.enrolment,
      session,
      password: () => this.token(),
      onConnected: () => {
        this.introduce();
      },
      inbox: {
        desired: (message) => this.desired.accept(message),
        acknowledgement: (message) => {
          this.telemetry.acknowledge(message);
        },
        command: async (message) => {
          this.link.send('reply', await this.commands.answer(message));
        },
      },
      reconnectBaseMs: 500,
      reconnectMaximumMs: 60_000,
      log,
    });
    this.reporter = new ProgressReporter({
      send: (progress) => this.link.send('progress', progress),
      nowMs: () => systemClock.nowMs(),
    });
    this.telemetry = new TelemetrySender({
      spool: new WindowSpool(config.dataDir),
      session,
      windowMs: config.windowMs,
      clock: systemClock,
      send: (bytes) => this.link.sendBytes('telemetry', bytes),
      log,
    });
    this.worker = new UpdateWorker({
      store,
      server: this.server,
      cache,
      downloader: new Downloader({
        gatewayUrl: config.gatewayUrl,
        cache,
        headers: () => this.credentials(),
        retryBaseMs: 500,
        retryMaximumMs: 60_000,
        log,
      }),
      capabilities: this.capabilities,
      session,
      report: (progress) => {
        this.reporter.report(progress);
      },
      log,
    });
    this.desired = new DesiredStateHandler({
      store,
      server: this.server,
      capabilities: this.capabilities,
      session,
      clock: systemClock,
      report: (progress) => {
        this.reporter.report(progress);
      },
      wake: () => {
        this.worker.wake();
      },
      log,
    });
    this.commands = new CommandHandler({
      store,
      introduce: () => {
        this.introduce();
      },
      wake: () => {
        this.worker.wake();
      },
    });
  }

  /** Recovers what an earlier process left under way, and serves before it connects. */
  static async start(parts: AgentParts): Promise<Agent> {
    const { config, log } = parts;
    const store = await JournalStore.open(config.dataDir, (keptAs) => {
      log.error({ keptAs }, 'the journal was unreadable; beginning a new one');
    });
    const { session } = await store.change((journal) => ({
      ...recover(journal),
      session: nextSession(BigInt(journal.session), systemClock.nowMs(), Math.random()).toString(),
    }));
    const cache = new ArtifactCache(config.dataDir);
    await cache.open();
    const agent = new Agent(parts, store, cache, BigInt(session));
    await agent.run();
    return agent;
  }

  /** Leaves everything where the next start finds it. */
  async stop(): Promise<void> {
    await this.inference?.stop();
    await this.worker.stop();
    await this.telemetry.stop();
    await this.link.stop();
    await this.server.close();
  }

  private async run(): Promise<void> {
    const { config, log } = this.parts;
    await restoreServing({
      store: this.store,
      server: this.server,
      cache: this.cache,
      capabilities: this.capabilities,
      log,
    });
    await this.telemetry.start();
    this.startInference();
    this.worker.start();
    this.link.start();
    log.info(
      {
        deviceId: this.parts.identity.enrolment.deviceId,
        session: String(this.session),
        delegates: this.delegates,
        dataDir: config.dataDir,
        rssBytes: process.memoryUsage.rss(),
      },
      'agent started',
    );
  }

  private startInference(): void {
    const { config, identity, inputData, log } = this.parts;
    if (inputData === undefined) return;
    this.inference = new InferenceLoop({
      server: this.server,
      source: replay(inputData, fractionOf(identity.enrolment.deviceId)),
      rate: config.rate,
      fold: (key, inference) => {
        this.telemetry.fold(key, inference);
      },
      log,
    });
    this.inference.start();
  }

  /** What a session begins with: who this is, how each model stands, and every window that is still owed. */
  private introduce(): void {
    this.link.send('hello', this.hello());
    this.reporter.forget();
    for (const journal of this.store.current.models) {
      const progress = progressOf(journal, this.session);
      if (progress) this.reporter.report(progress);
    }
    this.telemetry.connected();
  }

  private hello(): Hello {
    const { runtime } = this.parts;
    const journal = this.store.current;
    return {
      protocolMinimum: supportedProtocol.minimum,
      protocolMaximum: supportedProtocol.maximum,
      session: this.session,
      agentVersion,
      architecture: arch(),
      operatingSystem: `${platform()} ${release()}`,
      runtimeName: runtime.name,
      runtimeVersion: runtime.version,
      delegates: this.delegates,
      memoryBytes: BigInt(totalmem()),
      installed: installedVariants(journal),
      desiredCounter: BigInt(journal.desiredCounter),
    };
  }

  private async credentials(): Promise<Readonly<Record<string, string>>> {
    const { organisationId, deviceId } = this.parts.identity.enrolment;
    return {
      authorization: `Bearer ${await this.token()}`,
      'x-flotilla-device': `${organisationId}/${deviceId}`,
    };
  }

  private token(): Promise<string> {
    return signDeviceToken(this.parts.identity, systemClock.nowMs());
  }
}

/** A fixed number in [0, 1) for each id (FNV-1a). */
function fractionOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const character of id) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0) / 2 ** 32;
}
