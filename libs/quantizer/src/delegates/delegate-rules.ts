import type { DelegateRule } from './delegate-rule';
import { CORE_ML_RULE } from './rules/core-ml';
import { EDGE_TPU_RULE } from './rules/edge-tpu';
import { GPU_RULES } from './rules/gpu';
import { HEXAGON_RULE } from './rules/hexagon';
import { NNAPI_RULE } from './rules/nnapi';
import { XNNPACK_RULES } from './rules/xnnpack';

/** Every delegate that is known, by name unique. */
export const DELEGATE_RULES: readonly DelegateRule[] = [
  ...XNNPACK_RULES,
  ...GPU_RULES,
  CORE_ML_RULE,
  NNAPI_RULE,
  HEXAGON_RULE,
  EDGE_TPU_RULE,
];
