import { CodedError } from '@flotilla/foundation';
import type { GraphqlClient } from './graphql-client';
import type { Narrator } from './narrator';
import type { RegisteredSample } from './register-sample';
import { waitUntil } from './wait-until';

export interface Share {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly sampleCount: number;
}

export interface BuiltVariant {
  readonly id: string;
  readonly state: 'QUEUED' | 'BUILDING' | 'READY' | 'REJECTED' | 'FAILED';
  readonly scheme: string | null;
  readonly profile: { readonly id: string; readonly name: string };
  readonly progress: { readonly stage: string; readonly fraction: number };
  readonly problem: { readonly code: string; readonly message: string } | null;
  readonly artifact: { readonly digest: string; readonly sizeBytes: number } | null;
  readonly fileSizeRatio: number | null;
  readonly weightRatio: number | null;
  readonly top1: Share | null;
  readonly floatTop1: Share | null;
  readonly latencyP50Ms: number | null;
  readonly latencyP90Ms: number | null;
  readonly measuredOn: {
    readonly delegate: string;
    readonly architecture: string;
    readonly note: string;
  } | null;
}

const share = '{ value lower upper sampleCount }';
const variantFields = `id state scheme profile { id name } progress { stage fraction } problem { code message }
  artifact { digest sizeBytes } fileSizeRatio weightRatio top1 ${share} floatTop1 ${share}
  latencyP50Ms latencyP90Ms measuredOn { delegate architecture note }`;

/**
 * Asks for one variant of the sample for each of `profileIds`, and waits until all are decided. Without a key: the call
 * gives what is built already, and builds again what an earlier start left failed.
 */
export async function buildVariants(
  client: GraphqlClient,
  sample: RegisteredSample,
  profileIds: readonly string[],
  narrator: Narrator,
): Promise<BuiltVariant[]> {
  const { buildVariants: requested } = await client.send<{ buildVariants: { id: string }[] }>(
    `mutation ($input: BuildVariantsInput!) { buildVariants(input: $input) { id } }`,
    {
      input: {
        modelVersionId: sample.modelVersionId,
        profileIds,
        calibrationDatasetId: sample.calibrationDatasetId,
        evaluationDatasetId: sample.evaluationDatasetId,
      },
    },
  );
  const variants = await waitUntil('the variants to be built', 300_000, async () => {
    const current = await Promise.all(requested.map(({ id }) => readVariant(client, id)));
    narrator.progress(current.map(describe).join(' · '));
    return current.every(({ state }) => state !== 'QUEUED' && state !== 'BUILDING')
      ? current
      : null;
  });
  const failed = variants.find(({ state }) => state !== 'READY');
  if (failed)
    throw new CodedError(
      failed.problem?.code ?? 'VARIANT_REJECTED',
      `no variant for ${failed.profile.name}: ${failed.problem?.message ?? 'no scheme keeps its budgets'}`,
    );
  return variants;
}

async function readVariant(client: GraphqlClient, id: string): Promise<BuiltVariant> {
  const { variant } = await client.send<{ variant: BuiltVariant }>(
    `query ($id: ID!) { variant(id: $id) { ${variantFields} } }`,
    { id },
  );
  return variant;
}

function describe({ profile, state, progress }: BuiltVariant): string {
  const [shortName] = profile.name.split(',');
  if (state !== 'BUILDING') return `${shortName} ${state.toLowerCase()}`;
  return `${shortName} ${progress.stage} ${Math.round(progress.fraction * 100)} %`;
}
