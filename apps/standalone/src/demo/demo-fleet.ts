import { join } from 'node:path';
import type { GraphqlClient } from './graphql-client';
import { DemoAgent } from './demo-agent';
import { waitUntil } from './wait-until';

export interface DemoProfile {
  readonly id: string;
  readonly name: string;
}

export interface FleetSurroundings {
  readonly client: GraphqlClient;
  readonly dataDirectory: string;
  readonly sampleFolder: string;
  readonly gatewayUrl: string;
  readonly mqttUrl: string;
}

/** The three profiles that every installation starts with. */
export async function presetProfiles(client: GraphqlClient): Promise<DemoProfile[]> {
  const { hardwareProfiles } = await client.send<{
    hardwareProfiles: { edges: { node: DemoProfile & { isPreset: boolean } }[] };
  }>(`{ hardwareProfiles(first: 100) { edges { node { id name isPreset } } } }`);
  return hardwareProfiles.edges.map(({ node }) => node).filter(({ isPreset }) => isPreset);
}

/** Two devices a profile, each in a process of its own; not started yet. */
export function planFleet(
  surroundings: FleetSurroundings,
  profiles: readonly DemoProfile[],
): DemoAgent[] {
  const { client, dataDirectory, sampleFolder, gatewayUrl, mqttUrl } = surroundings;
  return profiles.flatMap((profile, index) =>
    ['a', 'b'].map((letter) => {
      const name = `demo-${index + 1}${letter}`;
      return new DemoAgent({
        name,
        gatewayUrl,
        mqttUrl,
        sampleFolder,
        dataDirectory: join(dataDirectory, 'agents', name),
        newEnrolmentToken: () => newEnrolmentToken(client, profile.id),
      });
    }),
  );
}

export async function waitUntilOnline(client: GraphqlClient, count: number): Promise<void> {
  await waitUntil(`${count} devices to come online`, 60_000, async () => {
    const { devices } = await client.send<{ devices: { totalCount: number } }>(
      `{ devices(first: 1, state: ONLINE) { totalCount } }`,
    );
    return devices.totalCount >= count ? true : null;
  });
}

async function newEnrolmentToken(client: GraphqlClient, profileId: string): Promise<string> {
  const { createEnrolmentToken } = await client.send<{ createEnrolmentToken: { token: string } }>(
    `mutation ($input: CreateEnrolmentTokenInput!) { createEnrolmentToken(input: $input) { token } }`,
    { input: { profileId, validForSeconds: 600 } },
  );
  return createEnrolmentToken.token;
}
