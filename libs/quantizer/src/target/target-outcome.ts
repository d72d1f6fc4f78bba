import type { NamedRecipe } from '../recipe/recipe';
import type { OperatorScheme } from '../recipe/scheme';
import type { FoundMix } from '../search/mix/find-mix';
import { frontierOf, leastSnr, outputHolds, snrOf, type TriedMix } from '../search/mix/tried-mix';
import type { AccuracyTarget } from './accuracy-target';

/** What became of an accuracy that was asked for; plain data that survives JSON. */
export interface TargetOutcome {
  readonly asked: AccuracyTarget;
  /** Whether every output, and the integer share, are as asked on the held-out samples. */
  readonly reached: boolean;
  readonly outputs: readonly TargetOutput[];
  /** Share of multiply-adds in integer kernels; `null` where there are none. */
  readonly integerShare: number | null;
  readonly sizeBytes: number;
  /** Of the whole model in float16. */
  readonly float16Bytes: number;
  /** What gives the same file again under the same options, as recipe files hold it. */
  readonly recipe: RecipeFile;
  /** Mixes that were run and that no other one beats in size, integer share and accuracy at once; the smallest first. */
  readonly frontier: readonly FrontierPoint[];
  /** Where the target is missed, the operators that add most noise to the output that is farthest off. */
  readonly heldBackBy: readonly HeldBack[];
}

export interface TargetOutput {
  readonly name: string;
  readonly samples: number;
  /** `null` where there is no error, or no signal. */
  readonly snrDb: number | null;
  /** Share of samples with the same class; `null` where the output holds no classes. */
  readonly agreement: number | null;
  readonly reached: boolean;
}

export interface FrontierPoint {
  readonly sizeBytes: number;
  readonly integerShare: number | null;
  /** Of the worst output; `null` where none has an error. */
  readonly leastSnrDb: number | null;
  /** Of the worst output that holds classes. */
  readonly leastAgreement: number | null;
}

export interface HeldBack {
  readonly operator: string;
  /** Name of its first output. */
  readonly output: string;
  readonly scheme: OperatorScheme;
  /** Of the noise that the output is expected to have. */
  readonly noiseShare: number;
}

export interface RecipeFile extends NamedRecipe {
  readonly format: 'flotilla/recipe/1';
}

const MOST_HELD_BACK = 5;

export function targetOutcome(asked: AccuracyTarget, found: FoundMix): TargetOutcome {
  const { mix, reached, tried, halves } = found;
  return {
    asked,
    reached,
    outputs: mix.outputs.map((output) => ({
      name: output.name,
      samples: output.samples,
      snrDb: output.snrDb,
      agreement: output.top1Agreement?.value ?? null,
      reached: outputHolds(output, asked),
    })),
    integerShare: mix.integerShare,
    sizeBytes: mix.sizeBytes,
    float16Bytes: halves.sizeBytes,
    recipe: { format: 'flotilla/recipe/1', ...mix.recipe },
    frontier: frontierOf(tried).map(pointOf),
    heldBackBy: reached ? [] : heldBackBy(found),
  };
}

function pointOf(mix: TriedMix): FrontierPoint {
  const least = leastSnr(mix);
  const agreements = mix.outputs.flatMap(({ top1Agreement }) => top1Agreement?.value ?? []);
  return {
    sizeBytes: mix.sizeBytes,
    integerShare: mix.integerShare,
    leastSnrDb: Number.isFinite(least) ? least : null,
    leastAgreement: agreements.length === 0 ? null : Math.min(...agreements),
  };
}

function heldBackBy({ mix, units, plan }: FoundMix): HeldBack[] {
  if (plan === undefined) return [];
  const ratios = mix.outputs.map(snrOf);
  const worst = ratios.indexOf(Math.min(...ratios));
  const total = plan.noise[worst] ?? 0;
  return plan.picks
    .flatMap(({ scheme, noise }, at): HeldBack[] => {
      const unit = units[at];
      const [operator] = [...(unit?.weighted ?? []), ...(unit?.others ?? [])];
      const noiseShare = (noise[worst] ?? 0) / total;
      if (operator === undefined || !(noiseShare > 0)) return [];
      const { code, customCode, outputs } = operator;
      return [{ operator: customCode ?? code, output: outputs[0]?.name ?? '', scheme, noiseShare }];
    })
    .sort((left, right) => right.noiseShare - left.noiseShare)
    .slice(0, MOST_HELD_BACK);
}
