import type { Model } from '@flotilla/tflite';
import type { Trained } from '../../fake-quant/take-fake-quantization';
import type { QuantizeOptions } from '../../quantize-options';
import { type AccuracyTarget, checkTarget } from '../../target/accuracy-target';
import type { ChosenCandidate } from '../choose-candidate';
import { firstAim, nextAim } from './aim';
import type { UnitCosts } from './measure-units';
import { mixMeans } from './mix-means';
import { MIX_SCHEMES, type MixScheme } from './mix-option';
import { MixTrials } from './mix-trials';
import type { MixUnit } from './mix-unit';
import { type MixPlan, planMix } from './plan-mix';
import { pushDown } from './push-down';
import { leastExcess, mixHolds, sharesEnough, type TriedMix } from './tried-mix';

export interface FoundMix {
  /** The smallest that holds, or else the one that comes nearest. */
  readonly mix: TriedMix;
  readonly chosen: ChosenCandidate;
  readonly reached: boolean;
  readonly tried: readonly TriedMix[];
  /** The whole model in halves, for comparison. */
  readonly halves: TriedMix;
  readonly units: readonly MixUnit[];
  /** Of the finest mix that was planned; absent where the coarsest one holds. */
  readonly plan?: MixPlan;
}

/** Mixes that are planned at most. Predictions are off by a constant mostly, which the second plan makes good. */
const MOST_PLANS = 10;

/** Of mixes that are planned for comparison alone. */
const COMPARED_PLANS = 3;

/** Share of a budget that is planned with where the model's own form takes more than the rest. */
const LEAST_LEFT = 0.01;

/**
 * Looks for the smallest mix of schemes that keeps an accuracy on samples held out from calibration: measures what each
 * scheme of each part of the model costs, plans a mix from that, runs it, and plans again by what was off.
 * @throws CodedError `TARGET_INVALID`, and those of `quantize`
 */
export async function findMix(
  floatModel: Model,
  target: AccuracyTarget,
  options: QuantizeOptions,
  trained: Trained,
): Promise<FoundMix> {
  checkTarget(target);
  const trials = new MixTrials(floatModel, target, await mixMeans(options), options, trained);
  const { units } = trials;
  const isInteger = (target.minIntegerShare ?? 0) > 0;
  // Stored integers lose less than computed ones, in as many bytes: without a share to keep, nothing else is of use.
  const coarsestScheme: MixScheme = isInteger ? 'int8' : 'weight-only';
  const schemes = MIX_SCHEMES.slice(MIX_SCHEMES.indexOf(coarsestScheme));
  const halves = await trials.try(units.map(() => 'float16'));
  const coarsest = await trials.try(units.map(() => coarsestScheme));
  // Only what has a handful of weights may be smaller in halves.
  if (mixHolds(coarsest, target)) {
    const chosen = await trials.choose(coarsest.recipe);
    return { mix: coarsest, chosen, reached: true, tried: trials.tried, halves, units };
  }
  const costs = await trials.measure(coarsest, schemes);
  const plan = await refine(trials, costs, target, coarsest, MOST_PLANS);
  // What the accuracy costs where integer kernels may be left is worth knowing.
  if (isInteger && !trials.tried.some((mix) => mixHolds(mix, target)))
    await refine(trials, costs, { ...target, minIntegerShare: 0 }, coarsest, COMPARED_PLANS);
  const planned = smallestOf(trials.tried, target);
  if (planned !== undefined) await pushDown(trials, costs, target, planned);
  const { tried } = trials;
  const smallest = smallestOf(tried, target);
  const mix = smallest ?? nearest(tried, target);
  const chosen = await trials.choose(mix.recipe);
  return { mix, chosen, reached: smallest !== undefined, tried, halves, units, plan };
}

/** Plans and runs mixes until one holds that could not be coarser; gives back the last plan. */
async function refine(
  trials: MixTrials,
  { choices, base }: UnitCosts,
  target: AccuracyTarget,
  coarsest: TriedMix,
  mostPlans: number,
): Promise<MixPlan> {
  const { minIntegerShare = 0 } = target;
  const planFor = (aimDb: readonly number[]): MixPlan =>
    planMix(choices, {
      noise: aimDb.map((aim, output) => budgetOf(aim, base[output])),
      minIntegerShare,
    });
  let aimDb = firstAim(target, coarsest);
  let plan = planFor(aimDb);
  const seen = new Set<string>();
  for (let count = 0; count < mostPlans; count += 1) {
    const picks = plan.picks.map(({ scheme }): MixScheme => scheme);
    const mix = await trials.try(picks);
    const holds = mixHolds(mix, target);
    // Nothing finer is left.
    if (!plan.holds && !holds) return plan;
    if (seen.has(picks.join()) && holds) return plan;
    const isStuck = seen.has(picks.join());
    seen.add(picks.join());
    const predictedDb = plan.noise.map(
      (noise, output) => -10 * Math.log10(noise + (base[output] ?? 0)),
    );
    aimDb = isStuck ? aimDb.map((aim) => aim + 1) : nextAim(target, mix, predictedDb, aimDb);
    plan = planFor(aimDb);
  }
  return plan;
}

function smallestOf(tried: readonly TriedMix[], target: AccuracyTarget): TriedMix | undefined {
  const [smallest] = tried
    .filter((mix) => mixHolds(mix, target))
    .sort((left, right) => left.sizeBytes - right.sizeBytes);
  return smallest;
}

/** What the choices may add to the noise that is there anyway. */
function budgetOf(aimDb: number, base = 0): number {
  const all = 10 ** (-aimDb / 10);
  return Math.max(all - base, all * LEAST_LEFT);
}

/** Of those with enough integer kernels, if there are any, the one whose worst output misses least. */
function nearest(tried: readonly TriedMix[], target: AccuracyTarget): TriedMix {
  const quantized = tried.filter(({ isQuantized }) => isQuantized);
  const sharing = quantized.filter((mix) => sharesEnough(mix, target));
  const candidates = [sharing, quantized, tried].find((each) => each.length > 0) ?? [];
  const [best] = candidates.toSorted(
    (left, right) => leastExcess(right, target) - leastExcess(left, target),
  );
  if (best === undefined) throw new TypeError('no mix was tried');
  return best;
}
