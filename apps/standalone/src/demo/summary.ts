import type { BuiltVariant, Share } from './build-variants';
import type { GraphqlClient } from './graphql-client';

/** What a finished demo came to, for programs; the same whatever was killed on the way. */
export interface DemoSummary {
  readonly variants: readonly {
    readonly profile: string;
    readonly scheme: string | null;
    readonly digest: string | null;
    readonly fileSizeRatio: number | null;
    readonly weightRatio: number | null;
    readonly top1: Share | null;
    readonly floatTop1: Share | null;
  }[];
  readonly rollouts: readonly { readonly state: string; readonly stages: readonly string[] }[];
  readonly devices: readonly {
    readonly name: string;
    readonly profile: string | null;
    readonly digest: string | null;
  }[];
}

interface FleetState {
  readonly rollouts: {
    readonly edges: {
      readonly node: { readonly state: string; readonly stages: { readonly state: string }[] };
    }[];
  };
  readonly devices: {
    readonly edges: {
      readonly node: {
        readonly name: string;
        readonly profile: { readonly name: string } | null;
        readonly running: {
          readonly variant: { readonly artifact: { readonly digest: string } | null };
        }[];
      };
    }[];
  };
}

export async function summarize(
  client: GraphqlClient,
  variants: readonly BuiltVariant[],
): Promise<DemoSummary> {
  const { rollouts, devices } = await client.send<FleetState>(`{
    rollouts(first: 100) { edges { node { state stages { state } } } }
    devices(first: 100) {
      edges { node { name profile { name } running { variant { artifact { digest } } } } }
    }
  }`);
  return {
    variants: variants.map((each) => ({
      profile: each.profile.name,
      scheme: each.scheme,
      digest: each.artifact?.digest ?? null,
      fileSizeRatio: each.fileSizeRatio,
      weightRatio: each.weightRatio,
      top1: each.top1,
      floatTop1: each.floatTop1,
    })),
    rollouts: rollouts.edges.map(({ node }) => ({
      state: node.state,
      stages: node.stages.map(({ state }) => state),
    })),
    devices: devices.edges
      .map(({ node }) => ({
        name: node.name,
        profile: node.profile?.name ?? null,
        digest: node.running[0]?.variant.artifact?.digest ?? null,
      }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}
