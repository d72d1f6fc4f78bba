import type { Model } from '@flotilla/tflite';
import type { Plan } from '../plan/plan';
import { dropUnusedTensors } from './drop-unused-tensors';
import { halveConstants } from './halve-constants';
import { insertDequantize } from './insert-dequantize';
import { insertQuantize } from './insert-quantize';
import { quantizeActivations } from './quantize-activations';
import { quantizeBias } from './quantize-bias';
import { quantizeWeights } from './quantize-weights';
import { raiseMinimumRuntime } from './raise-minimum-runtime';
import type { Rewrite } from './rewrite';
import { setAsymmetricInputs } from './set-asymmetric-inputs';
import { setOperatorVersions } from './set-operator-versions';

/** In the order in which they run: conversions are inserted between operators that are already what was planned. */
export const REWRITES: readonly Rewrite[] = [
  quantizeWeights,
  quantizeBias,
  quantizeActivations,
  insertQuantize,
  insertDequantize,
  halveConstants,
  setAsymmetricInputs,
  setOperatorVersions,
  dropUnusedTensors,
];

/** Turns the model, in place, into what its plan says. */
export function rewriteModel(model: Model, plan: Plan): void {
  for (const subgraph of model.subgraphs) {
    const context = { subgraph, plan, twins: new Map() };
    for (const rewrite of REWRITES) rewrite.apply(context);
  }
  raiseMinimumRuntime(model);
}
