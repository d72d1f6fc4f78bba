import type { Model } from '@flotilla/tflite';
import type { Trained } from '../../fake-quant/take-fake-quantization';
import type { NamedRecipe } from '../../recipe/recipe';
import type { QuantizeOptions } from '../../quantize-options';
import { sharesWeights } from '../../signatures/shared-weights';
import { type AccuracyTarget, targetName } from '../../target/accuracy-target';
import { chooseCandidate, type ChosenCandidate } from '../choose-candidate';
import { HeldOut } from '../held-out';
import { SearchMemory } from '../search-memory';
import { judgeMix } from './judge-mix';
import { measureUnits, type UnitCosts } from './measure-units';
import type { MixMeans } from './mix-means';
import { type MixScheme, usefulOptions } from './mix-option';
import { mixRecipe } from './mix-recipe';
import { type MixUnit, unitsOf } from './mix-unit';
import type { TriedMix } from './tried-mix';

/** Samples on which a unit's noise is measured; the whole mix is judged on all that are held out. */
const MEASURED_SAMPLES = 8;

/** Makes and runs mixes of one float model. */
export class MixTrials {
  readonly units: readonly MixUnit[];
  readonly #memory = new SearchMemory();
  readonly #options: QuantizeOptions;
  readonly #known = new Map<string, TriedMix>();

  constructor(
    private readonly floatModel: Model,
    private readonly target: AccuracyTarget,
    private readonly means: MixMeans,
    options: QuantizeOptions,
    private readonly trained: Trained,
  ) {
    const [main] = floatModel.subgraphs;
    if (main === undefined) throw new TypeError('the model has no subgraph');
    this.units = unitsOf(main);
    const { effort } = options;
    // As for recipes: what graphs share stays shared. Many variants of many mixes would take hours.
    const kept = sharesWeights(floatModel) ? 'fast' : effort === 'best' ? 'balanced' : effort;
    this.#options = { ...options, ...(kept && { effort: kept }) };
  }

  /** In the order of their trial. */
  get tried(): readonly TriedMix[] {
    return [...this.#known.values()];
  }

  /** @param schemes one for each unit */
  async try(schemes: readonly MixScheme[]): Promise<TriedMix> {
    const key = schemes.join();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const recipe = mixRecipe(targetName(this.target), this.units, schemes);
    const { floatModel, means } = this;
    const chosen = await this.choose(recipe);
    const judged = await judgeMix(recipe, chosen, { ...means, floatModel, samples: means.held });
    const mix = { schemes, ...judged };
    this.#known.set(key, mix);
    return mix;
  }

  /** What the recipe makes of the model, the same whenever it is asked for. */
  choose({ rules }: NamedRecipe): Promise<ChosenCandidate> {
    const { calibration } = this.means;
    const options = { ...this.#options, calibration };
    return chooseCandidate(this.floatModel, rules, options, this.trained, this.#memory);
  }

  /** @param coarsest in whose form of the model, with whose ranges, units are measured */
  async measure(coarsest: TriedMix, schemes: readonly MixScheme[]): Promise<UnitCosts> {
    const { runtime, proofRuntime, held } = this.means;
    const { targetRuntime = '2.9', threads = 1, onProgress } = this.#options;
    const { prepared, ranges, weights } = await this.choose(coarsest.recipe);
    const [main] = prepared.subgraphs;
    if (main === undefined) throw new TypeError('the model has no subgraph');
    const every = Math.max(1, Math.floor(held.length / MEASURED_SAMPLES));
    const some = held.filter((_, index) => index % every === 0).slice(0, MEASURED_SAMPLES);
    const { choices, base } = await measureUnits(prepared, unitsOf(main), {
      schemes,
      ranges,
      weights,
      targetRuntime,
      heldOut: await HeldOut.of(this.floatModel, some, { runtime, proofRuntime, threads }),
      onTrial: (done, total) => onProgress?.({ step: 'measure', trials: { done, total } }),
    });
    const integersCount = (this.target.minIntegerShare ?? 0) > 0;
    return {
      choices: choices.map(({ options, multiplyAdds }) => ({
        options: usefulOptions(options, integersCount),
        multiplyAdds,
      })),
      base,
    };
  }
}
