import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGraphqlClient, type GraphqlClient } from '../src/demo/graphql-client';
import { type Platform, startPlatform } from '../src/platform/start-platform';

export interface TestPlatform extends Platform {
  readonly client: GraphqlClient;
}

/** The whole platform in this process, without the demo, on ports and in a folder of its own. */
export async function startTestPlatform(): Promise<TestPlatform> {
  const folder = await mkdtemp(join(tmpdir(), 'flotilla-platform-'));
  // As root, PostgreSQL runs under another account and must get there.
  await chmod(folder, 0o755);
  const platform = await startPlatform({
    dataDirectory: folder,
    host: '127.0.0.1',
    port: 0,
    gatewayPort: 0,
    mqttPort: 0,
    dashboardDirectory: join(__dirname, '../../dashboard/dist'),
    say: () => undefined,
  });
  return {
    ...platform,
    client: createGraphqlClient(platform.apiUrl, platform.token),
    close: async () => {
      await platform.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
