import type { Model } from '@flotilla/tflite';
import type { TargetRuntime } from '../operator-rules/operator-rule';
import type { Plan } from '../plan/plan';
import { dropUnusedTensors } from './drop-unused-tensors';
import { insertDequantize } from './insert-dequantize';
import { insertQuantize } from './insert-quantize';
import { placeConstants } from './place-constants';
import { quantizeActivations } from './quantize-activations';
import { raiseMinimumRuntime } from './raise-minimum-runtime';
import type { Rewrite } from './rewrite';
import { setKernelOptions } from './set-kernel-options';
import { setOperatorVersions } from './set-operator-versions';
import { storeFloat16 } from './store-float16';

/** In the order in which they run: conversions are inserted between operators that are already what was planned. */
export const REWRITES: readonly Rewrite[] = [
  placeConstants,
  quantizeActivations,
  insertQuantize,
  insertDequantize,
  storeFloat16,
  setKernelOptions,
  setOperatorVersions,
  dropUnusedTensors,
];

/** Turns the model, in place, into what its plan says. */
export function rewriteModel(model: Model, plan: Plan, runtime: TargetRuntime): void {
  for (const subgraph of model.subgraphs) {
    const context = { subgraph, plan, runtime, twins: new Map() };
    for (const rewrite of REWRITES) rewrite.apply(context);
  }
  raiseMinimumRuntime(model);
}
