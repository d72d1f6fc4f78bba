import type { Model } from '@flotilla/tflite';
import { matchesRule, type NamedRecipe } from '../recipe/recipe';
import type { QuantizationWarning } from './quantization-report';

/** The rules that no operator of the prepared model matches: misspelt, or made for another model. */
export function ruleWarnings(
  { name, rules }: NamedRecipe,
  { subgraphs }: Model,
): QuantizationWarning[] {
  const operators = subgraphs.flatMap((subgraph) => subgraph.operators);
  return rules.flatMap((rule, index): QuantizationWarning[] => {
    if (operators.some((operator) => matchesRule(rule, operator))) return [];
    const message = `No operator matches rules[${index}] of the recipe ${name}; flotilla inspect --tensors tells names`;
    return [{ code: 'RULE_WITHOUT_OPERATORS', message }];
  });
}
