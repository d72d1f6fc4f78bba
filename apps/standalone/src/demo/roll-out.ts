import { CodedError } from '@flotilla/foundation';
import type { GraphqlClient } from './graphql-client';
import type { Narrator } from './narrator';
import { waitUntil } from './wait-until';

interface Rollout {
  readonly state: 'RUNNING' | 'PAUSED' | 'COMPLETED' | 'ABORTED';
  readonly pauseReason: string | null;
  readonly reasons: readonly string[];
  readonly stageIndex: number;
  readonly stages: readonly {
    readonly percentage: number;
    readonly state: string;
    readonly targetCount: number;
    readonly deviceCounts: readonly { readonly state: string; readonly count: number }[];
  }[];
}

/** Rolls the model version out to a third of the fleet, then to all of it, and follows it to its end. */
export async function rollOut(
  client: GraphqlClient,
  modelVersionId: string,
  narrator: Narrator,
): Promise<void> {
  const { startRollout } = await client.send<{ startRollout: { id: string } }>(
    `mutation ($input: StartRolloutInput!) { startRollout(input: $input) { id } }`,
    {
      input: {
        idempotencyKey: `demo-rollout-${modelVersionId}`,
        name: 'Demo: a third, then everyone',
        modelVersionId,
        stages: [{ percentage: 33 }, { percentage: 100 }],
        gates: {
          minimumCommittedShare: 1,
          minimumSampleCount: 300,
          maximumAccuracyLossPoints: 3,
          maximumLatencyP90Ms: 250,
          stageTimeoutMs: 240_000,
        },
      },
    },
  );
  await resumeIfPaused(client, startRollout.id, narrator);
  const rollout = await waitUntil('the rollout to end', 300_000, async () => {
    const current = await readRollout(client, startRollout.id);
    narrator.progress(describe(current));
    return current.state === 'RUNNING' ? null : current;
  });
  if (rollout.state !== 'COMPLETED')
    throw new CodedError(
      'ROLLOUT_STOPPED',
      `the rollout is ${rollout.state.toLowerCase()}: ${rollout.pauseReason ?? 'no reason given'}`,
    );
}

/** An earlier run may have left it paused; its operator, who starts the demo again, wants it to go on. */
async function resumeIfPaused(
  client: GraphqlClient,
  id: string,
  narrator: Narrator,
): Promise<void> {
  const { state, pauseReason } = await readRollout(client, id);
  if (state !== 'PAUSED') return;
  narrator.say(`It was paused: ${pauseReason ?? 'by hand'}. Resuming it.`);
  await client.send(
    `mutation ($input: ChangeRolloutInput!) { resumeRollout(input: $input) { id } }`,
    {
      input: { id },
    },
  );
}

async function readRollout(client: GraphqlClient, id: string): Promise<Rollout> {
  const { rollout } = await client.send<{ rollout: Rollout }>(
    `query ($id: ID!) {
      rollout(id: $id) {
        state pauseReason reasons stageIndex
        stages { percentage state targetCount deviceCounts { state count } }
      }
    }`,
    { id },
  );
  return rollout;
}

function describe({ stages, stageIndex, state, reasons }: Rollout): string {
  if (state === 'COMPLETED') return `stage ${stages.length} of ${stages.length}: completed`;
  const stage = stages[stageIndex];
  if (!stage) return state.toLowerCase();
  const counts = stage.deviceCounts
    .filter(({ count }) => count > 0)
    .map((each) => `${each.count} ${each.state.toLowerCase().replaceAll('_', ' ')}`);
  const waiting = reasons[0] === undefined ? '' : ` — ${reasons[0]}`;
  return `stage ${stageIndex + 1} of ${stages.length} (${stage.percentage} %): ${counts.join(', ')}${waiting}`;
}
