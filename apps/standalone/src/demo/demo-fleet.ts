import { join } from 'node:path';
import type { GraphqlClient } from './graphql-client';
import { DemoAgent } from './demo-agent';
import { type Connection, nodesOf, pageInfo } from './pages';
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

interface DeviceNode {
  readonly name: string;
  readonly state: 'ENROLLED' | 'ONLINE' | 'OFFLINE' | 'REVOKED';
}

/** Waits for the devices of these names, but for those that somebody has revoked: they will not come. */
export async function waitUntilOnline(
  client: GraphqlClient,
  names: readonly string[],
): Promise<void> {
  const document = `query ($after: String) {
    devices(first: 100, after: $after) { edges { node { name state } } ${pageInfo} }
  }`;
  await waitUntil(`${names.length} devices to come online`, 60_000, async () => {
    const settled = new Set<string>();
    const devices = nodesOf(async (after) => {
      const answer = await client.send<{ devices: Connection<DeviceNode> }>(document, { after });
      return answer.devices;
    });
    for await (const { name, state } of devices)
      if (state === 'ONLINE' || state === 'REVOKED') settled.add(name);
    return names.every((name) => settled.has(name)) ? true : null;
  });
}

async function newEnrolmentToken(client: GraphqlClient, profileId: string): Promise<string> {
  const { createEnrolmentToken } = await client.send<{ createEnrolmentToken: { token: string } }>(
    `mutation ($input: CreateEnrolmentTokenInput!) { createEnrolmentToken(input: $input) { token } }`,
    { input: { profileId, validForSeconds: 600 } },
  );
  return createEnrolmentToken.token;
}
