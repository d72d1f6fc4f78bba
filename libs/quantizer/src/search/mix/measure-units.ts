import { writeModel, type Model, type Operator } from '@flotilla/tflite';
import { type Candidate, type CandidateOptions, makeCandidate } from '../../candidate';
import type { HeldOut } from '../held-out';
import type { Choice, MixOption, MixScheme } from './mix-option';
import { unitRules } from './mix-recipe';
import type { MixUnit } from './mix-unit';

export interface Measuring extends Omit<CandidateOptions, 'recipe'> {
  readonly schemes: readonly MixScheme[];
  /** On what each trial is run. */
  readonly heldOut: HeldOut;
  readonly onTrial?: (done: number, total: number) => void;
}

export interface UnitCosts {
  /** One for each unit. */
  readonly choices: readonly Choice[];
  /** By output: noise that no choice takes away, as a share of the signal's power: of the model's equalized form. */
  readonly base: readonly number[];
}

/** Halves lose so little that what all of them lose together is measured, and shared out by their bytes. */
const UNTRIED: ReadonlySet<MixScheme> = new Set<MixScheme>(['float', 'float16']);

/**
 * What each scheme of each unit costs: the unit alone is given it, in an otherwise float model that is run. Noise of
 * several units adds up, since their rounding errors have nothing to do with each other. A scheme that an obstacle keeps
 * from a unit's weights is no option of it.
 */
export async function measureUnits(
  model: Model,
  units: readonly MixUnit[],
  { schemes, heldOut, onTrial, ...making }: Measuring,
): Promise<UnitCosts> {
  const float = writeModel(model);
  const floatBytes = float.byteLength;
  const base = await heldOut.noise(float);
  const noiseOf = async ({ file }: Candidate): Promise<number[]> =>
    (await heldOut.noise(file)).map((noise, output) => Math.max(0, noise - (base[output] ?? 0)));
  // Over halves, as in a mix: they take what a scheme has no weights of.
  const alone = (at: number, scheme: MixScheme): Candidate => {
    const unit = units.slice(at, at + 1);
    const recipe = [...unitRules(unit, ['float16']), ...unitRules(unit, [scheme])];
    return makeCandidate(model, { ...making, recipe });
  };
  const allHalves = units.map((): MixScheme => 'float16');
  const halves = makeCandidate(model, { ...making, recipe: unitRules(units, allHalves) });
  const halvesNoise = await noiseOf(halves);
  const halved = Math.max(1, floatBytes - halves.file.byteLength);
  const tried = schemes.filter((scheme) => !UNTRIED.has(scheme));
  const total = tried.length * units.length;
  const choices: Choice[] = [];
  let done = 0;
  for (const [at, unit] of units.entries()) {
    const options: MixOption[] = [];
    for (const scheme of tried) {
      const candidate = alone(at, scheme);
      done += 1;
      if (isDone(candidate, unit, scheme)) {
        const noise = await noiseOf(candidate);
        const bytes = candidate.file.byteLength - floatBytes;
        options.push({ scheme, bytes, noise, isInteger: scheme !== 'weight-only' });
      }
      onTrial?.(done, total);
    }
    const half = alone(at, 'float16').file.byteLength - floatBytes;
    const share = Math.max(0, -half) / halved;
    const noise = halvesNoise.map((each) => each * share);
    options.push(
      { scheme: 'float16', bytes: half, noise, isInteger: false },
      { scheme: 'float', bytes: 0, noise: noise.map(() => 0), isInteger: false },
    );
    choices.push({ options: withoutConversions(options), multiplyAdds: unit.multiplyAdds });
  }
  return { choices, base };
}

/** Alone, integer kernels stand between conversions that most of them share in a mix: their weights are what counts. */
function withoutConversions(options: readonly MixOption[]): MixOption[] {
  const stored = options.find(({ scheme }) => scheme === 'weight-only');
  return options.map((option) =>
    option.isInteger && stored
      ? { ...option, bytes: Math.min(option.bytes, stored.bytes) }
      : option,
  );
}

function isDone({ plan }: Candidate, { weighted, others }: MixUnit, scheme: MixScheme): boolean {
  const isPlanned = (operator: Operator): boolean =>
    plan.operators.get(operator)?.scheme === scheme;
  return weighted.length > 0 ? weighted.every(isPlanned) : others.some(isPlanned);
}
