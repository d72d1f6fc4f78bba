import { createFolderArtifactStore } from '@flotilla/artifact-store';
import { createInProcessBus } from '@flotilla/bus';
import { isCodedError } from '@flotilla/foundation';
import { createLogger, parseConfig } from '@flotilla/server-kit';
import { createControlPlane } from './control-plane';
import { environmentNames, environmentSchema } from './environment';

/**
 * A control plane in a process of its own. Until there is a bus between processes it serves people and programs only:
 * no optimizer or gateway hears it.
 */
async function main(): Promise<void> {
  const { databaseUrl, artifactRoot, logLevel, ...config } = parseConfig(
    environmentSchema,
    environmentNames,
    process.env,
  );
  const logger = createLogger({ name: 'control-plane', level: logLevel });
  const bus = createInProcessBus({ logger });
  const controlPlane = createControlPlane({
    config,
    bus,
    artifactStore: createFolderArtifactStore({ root: artifactRoot }),
    databaseUrl,
    logger,
  });
  const stop = (): void => {
    void controlPlane.close().then(() => bus.close());
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const { url, firstStartToken } = await controlPlane.start();
  const link = firstStartToken === null ? url : `${url}/#token=${firstStartToken}`;
  process.stdout.write(`Flotilla's control plane listens on ${link}\n`);
}

main().catch((error: unknown) => {
  const message = isCodedError(error) ? error.message : String((error as Error).stack);
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
});
