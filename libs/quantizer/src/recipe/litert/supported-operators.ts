import { OPERATOR_RULES } from '../../operator-rules/operator-rules';
import type { RecipeRule } from '../recipe';

/** The operators that a scheme has a kernel for; none where it asks for no kernel of its own. */
export function supportedOperators({
  scheme,
}: Pick<RecipeRule, 'scheme'>): Pick<RecipeRule, 'operators'> {
  if (scheme === 'float' || scheme === 'float16') return {};
  const operators = OPERATOR_RULES.filter(({ weight, kernels }) => {
    if (scheme === 'weight-only') return weight !== undefined;
    if (scheme === 'dynamic') return weight !== undefined && kernels.hybrid !== undefined;
    return kernels[scheme === 'int8' ? 'int8' : 'int16'] !== undefined;
  });
  return { operators: operators.map(({ code }) => code) };
}
