import type { Choice, MixOption } from './mix-option';

export interface MixBudget {
  /** By output: the most noise, as a share of its signal power; infinite where any is allowed. */
  readonly noise: readonly number[];
  /** The least share of multiply-adds in integer kernels. */
  readonly minIntegerShare: number;
}

export interface MixPlan {
  /** One for each choice. */
  readonly picks: readonly MixOption[];
  /** By output, the sum of what the picks add. */
  readonly noise: readonly number[];
  readonly bytes: number;
  /** Whether budget and share are kept. */
  readonly holds: boolean;
}

/** High enough that the noisiest output decides, low enough that the others count among equals. */
const NORM = 8;

/** What a step that costs nothing is taken to cost, as a share of everything: among such, the largest gain is first. */
const FREE = 1e-9;

/**
 * Starts from the coarsest mix and takes, step by step, the finer option that lowers the noise of the noisiest outputs
 * most for what it costs in bytes and in integer kernels, until every output keeps its budget. The steps hang on how the
 * budgets of outputs compare, not on how large they are: with all of them smaller, the same path is followed further.
 */
export function planMix(choices: readonly Choice[], budget: MixBudget): MixPlan {
  const picked = choices.map(() => 0);
  const state = new MixState(choices, budget);
  while (!state.keepsNoise()) {
    const step = state.bestStep(picked);
    if (step === undefined) break;
    state.take(step, picked);
  }
  const picks = choices.map((choice, at) => optionAt(choice, picked[at]));
  return {
    picks,
    noise: sumOf(picks, budget.noise.length),
    bytes: picks.reduce((sum, { bytes }) => sum + bytes, 0),
    holds: state.keepsNoise() && state.floatMultiplyAdds <= state.mostFloat,
  };
}

interface Step {
  readonly at: number;
  readonly to: number;
}

class MixState {
  floatMultiplyAdds = 0;
  readonly mostFloat: number;
  readonly #totalMultiplyAdds: number;
  readonly #totalBytes: number;
  #noise: readonly number[];

  constructor(
    private readonly choices: readonly Choice[],
    private readonly budget: MixBudget,
  ) {
    const first = choices.map((choice) => optionAt(choice, 0));
    this.#noise = sumOf(first, budget.noise.length);
    this.#totalMultiplyAdds = choices.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0);
    this.#totalBytes = choices.reduce(
      (sum, { options }) => sum + Math.max(...options.map(({ bytes }) => Math.abs(bytes))),
      1,
    );
    this.mostFloat = (1 - budget.minIntegerShare) * this.#totalMultiplyAdds;
    choices.forEach(({ multiplyAdds }, at) => {
      if (first[at]?.isInteger !== true) this.floatMultiplyAdds += multiplyAdds;
    });
  }

  keepsNoise(): boolean {
    return this.#noise.every((noise, output) => noise <= (this.budget.noise[output] ?? Infinity));
  }

  bestStep(picked: readonly number[]): Step | undefined {
    const now = this.#excess(this.#noise);
    let best: Step | undefined;
    let highest = 0;
    this.choices.forEach((choice, at) => {
      const from = picked[at] ?? 0;
      for (let to = from + 1; to < choice.options.length; to += 1) {
        const lost = this.#lostIntegers(choice, from, to);
        if (this.floatMultiplyAdds + lost > this.mostFloat && lost > 0) continue;
        const gain = now - this.#excess(this.#after(choice, from, to));
        const worth = gain / this.#costOf(choice, from, to, lost);
        if (worth <= highest) continue;
        best = { at, to };
        highest = worth;
      }
    });
    return best;
  }

  take({ at, to }: Step, picked: number[]): void {
    const choice = this.choices[at];
    if (choice === undefined) throw new RangeError(`there is no choice ${at}`);
    this.floatMultiplyAdds += this.#lostIntegers(choice, picked[at] ?? 0, to);
    picked[at] = to;
    const picks = this.choices.map((each, index) => optionAt(each, picked[index]));
    // Anew rather than by differences, whose rounding errors would add up below what is left.
    this.#noise = sumOf(picks, this.budget.noise.length);
  }

  #after(choice: Choice, from: number, to: number): number[] {
    const [before, after] = [optionAt(choice, from), optionAt(choice, to)];
    return this.#noise.map((noise, output) =>
      Math.max(0, noise - (before.noise[output] ?? 0) + (after.noise[output] ?? 0)),
    );
  }

  #lostIntegers(choice: Choice, from: number, to: number): number {
    const isLost = optionAt(choice, from).isInteger && !optionAt(choice, to).isInteger;
    return isLost ? choice.multiplyAdds : 0;
  }

  #costOf(choice: Choice, from: number, to: number, lost: number): number {
    const bytes = optionAt(choice, to).bytes - optionAt(choice, from).bytes;
    const integers = this.mostFloat < this.#totalMultiplyAdds ? lost / this.#totalMultiplyAdds : 0;
    return FREE + Math.max(0, bytes) / this.#totalBytes + integers;
  }

  /** A norm of what outputs have of noise, in budgets: near the largest, and smaller whenever any of them is. */
  #excess(noise: readonly number[]): number {
    const ratios = noise.map((each, output) => each / (this.budget.noise[output] ?? Infinity));
    const largest = Math.max(...ratios, 0);
    if (largest === 0) return 0;
    return (
      largest * ratios.reduce((sum, ratio) => sum + (ratio / largest) ** NORM, 0) ** (1 / NORM)
    );
  }
}

function optionAt({ options }: Choice, index = 0): MixOption {
  const option = options[index];
  if (option === undefined) throw new RangeError(`a choice has ${options.length} options`);
  return option;
}

function sumOf(picks: readonly MixOption[], outputs: number): number[] {
  return Array.from({ length: outputs }, (_, output) =>
    picks.reduce((sum, { noise }) => sum + (noise[output] ?? 0), 0),
  );
}
