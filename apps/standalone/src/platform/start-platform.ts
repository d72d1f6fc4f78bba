import { join } from 'node:path';
import { createFolderArtifactStore } from '@flotilla/artifact-store';
import { createInProcessBus } from '@flotilla/bus';
import { createControlPlane } from '@flotilla/control-plane';
import { startEmbeddedPostgres } from '@flotilla/database';
import { createGateway } from '@flotilla/gateway';
import { createOptimizer } from '@flotilla/optimizer';
import { createLogger } from '@flotilla/server-kit';
import { CloseStack } from './close-stack';
import { keepToken } from './keep-token';
import { openDataFolder } from './open-data-folder';
import { openLog } from './open-log';
import { checkPorts, settlePort } from './settle-port';

export interface PlatformOptions {
  readonly dataDirectory: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly gatewayPort: number | undefined;
  readonly mqttPort: number | undefined;
  /** Folder of the built dashboard. */
  readonly dashboardDirectory: string;
  /** Told in words of what is unusual. */
  readonly say: (line: string) => void;
}

export interface Platform {
  readonly apiUrl: string;
  readonly gatewayUrl: string;
  readonly mqttUrl: string;
  /** Bearer token of the first start's administrator. */
  readonly token: string;
  /** Ends every server, in reverse order of starting. Idempotent. */
  close(): Promise<void>;
}

/** Composes control plane, gateway and optimizer in this process, with embedded database, broker, bus and store. */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const stack = new CloseStack();
  try {
    return await compose(options, stack);
  } catch (error) {
    await stack.close();
    throw error;
  }
}

async function compose(options: PlatformOptions, stack: CloseStack): Promise<Platform> {
  const { dataDirectory, host, say } = options;
  const ports = {
    api: { asked: options.port, preferred: 4000, option: '--port' },
    gateway: { asked: options.gatewayPort, preferred: 4001, option: '--gateway-port' },
    mqtt: { asked: options.mqttPort, preferred: 4883, option: '--mqtt-port' },
  };
  // Before anything is written: a start that cannot be leaves nothing behind.
  await checkPorts(Object.values(ports), host);
  await openDataFolder(dataDirectory);
  const log = openLog(join(dataDirectory, 'flotilla.log'));
  stack.add(() => log.close());
  const logger = createLogger({ name: 'standalone', destination: log });

  const postgres = await startEmbeddedPostgres({
    directory: join(dataDirectory, 'postgres'),
    log: say,
  });
  stack.add(() => postgres.close());

  const artifactRoot = join(dataDirectory, 'artifacts');
  const artifactStore = createFolderArtifactStore({ root: artifactRoot });
  const bus = createInProcessBus({ logger });
  stack.add(() => bus.close());

  const optimizer = createOptimizer({ bus, config: { artifactRoot } });
  stack.add(() => optimizer.close());
  await optimizer.start();

  const controlPlane = createControlPlane({
    bus,
    artifactStore,
    databaseUrl: postgres.url,
    logger: logger.child({ server: 'control-plane' }),
    config: {
      host,
      port: await settlePort(ports.api, host),
      dashboardDirectory: options.dashboardDirectory,
      sharesProcess: true,
    },
  });
  stack.add(() => controlPlane.close());
  const { url: apiUrl, firstStartToken } = await controlPlane.start();
  const token = await keepToken(join(dataDirectory, 'token'), firstStartToken, () =>
    controlPlane.issueAccessToken('first start'),
  );
  // After the control plane, which must hear the first device's hello.
  const gateway = createGateway({
    bus,
    artifactStore,
    logger: logger.child({ server: 'gateway' }),
    config: {
      host,
      httpPort: await settlePort(ports.gateway, host),
      mqttPort: await settlePort(ports.mqtt, host),
    },
  });
  stack.add(() => gateway.close());
  const { httpUrl: gatewayUrl, mqttUrl } = await gateway.start();

  return {
    apiUrl,
    gatewayUrl,
    mqttUrl,
    token,
    close: () => stack.close(),
  };
}
