import type { ObstacleCode } from '../plan/plan';
import { needsCalibration, type NamedRecipe } from '../recipe/recipe';
import type { RuntimeCheck } from '../verify/check-runtimes';
import type { Proof } from '../verify/proof';
import type { OperatorOutcome, QuantizationWarning } from './quantization-report';

/** Fewer samples than this rarely show an activation's range; the peers recommend 100 to 500. */
const FEW_SAMPLES = 32;

const WORTH_A_WARNING = [
  'FLOAT16_OVERFLOW',
  'NON_FINITE_CONSTANT',
] as const satisfies ObstacleCode[];

export function warningsFor(
  outcomes: readonly OperatorOutcome[],
  { name, rules }: NamedRecipe,
  calibrationSamples: number,
): QuantizationWarning[] {
  const warnings: QuantizationWarning[] = outcomes.flatMap(({ operator, reasonCode, reason }) => {
    const code = WORTH_A_WARNING.find((candidate) => candidate === reasonCode);
    return code === undefined ? [] : [{ code, message: `${operator}: ${reason ?? code}` }];
  });
  if (outcomes.every((outcome) => outcome.scheme === 'float')) {
    warnings.push({
      code: 'NOTHING_QUANTIZED',
      message: `No operator could be made ${name}; the file is float as before`,
    });
  }
  if (needsCalibration(rules) && calibrationSamples < FEW_SAMPLES) {
    warnings.push({
      code: 'FEW_SAMPLES',
      message: `Ranges come from few samples (${calibrationSamples}); some hundreds show them better`,
    });
  }
  return warnings;
}

/** What the proof and other runtimes found. */
export function proofWarnings(
  proof: Proof,
  runtimes: readonly RuntimeCheck[],
): QuantizationWarning[] {
  const refusals = runtimes.flatMap(({ runs, message }): QuantizationWarning[] =>
    runs || message === undefined ? [] : [{ code: 'RUNTIME_REFUSED', message }],
  );
  const outputs = proof.status === 'measured' ? proof.outputs : [];
  const spoilt = outputs.flatMap(({ name, notFinite }): QuantizationWarning[] =>
    notFinite === 0
      ? []
      : [
          {
            code: 'NON_FINITE_OUTPUT',
            message: `Output ${name} is NaN or infinite in ${notFinite} values of the proof, which are in no figure`,
          },
        ],
  );
  return [...refusals, ...spoilt];
}
