import { buildVariants } from './build-variants';
import type { DemoAgent } from './demo-agent';
import { type FleetSurroundings, planFleet, presetProfiles, waitUntilOnline } from './demo-fleet';
import { fleetReport } from './fleet-report';
import type { Narrator } from './narrator';
import { registerSample } from './register-sample';
import { rollOut } from './roll-out';
import { summarize, type DemoSummary } from './summary';
import { kibibytes, variantTable } from './variant-table';

/**
 * The whole loop, as a user of the public API would go through it: sample in, variants out, rolled out in two stages,
 * and the fleet asked. Every step finds what an earlier, perhaps interrupted, run has done.
 * @param onAgents is told of the devices, so that they can be ended
 */
export async function runDemo(
  surroundings: FleetSurroundings,
  narrator: Narrator,
  onAgents: (agents: readonly DemoAgent[]) => void,
): Promise<DemoSummary> {
  const { client, sampleFolder } = surroundings;
  const profiles = await presetProfiles(client);
  const agents = planFleet(surroundings, profiles);
  // Told before they start, so that nothing that happens meanwhile leaves one behind.
  onAgents(agents);
  for (const agent of agents) await agent.start();

  const sample = await registerSample(client, sampleFolder);
  narrator.say(
    `Sample registered: ${sample.parameterCount.toLocaleString('en')} parameters, ${kibibytes(sample.floatSizeBytes)} as float`,
  );
  const variants = await buildVariants(
    client,
    sample,
    profiles.map(({ id }) => id),
    narrator,
  );
  narrator.say(`\nVariants, measured in the TensorFlow Lite runtime of this machine:`);
  narrator.say(variantTable(variants, sample.floatSizeBytes));

  await waitUntilOnline(
    client,
    agents.map(({ name }) => name),
  );
  narrator.say(`\nRolling out to ${agents.length} devices in two stages:`);
  await rollOut(client, sample.modelVersionId, narrator);
  narrator.say('Rollout completed.\n\nThe fleet answers (GraphQL fleetMetrics by profile):');
  narrator.say(await fleetReport(client, sample.modelVersionId));
  return summarize(client, variants);
}
