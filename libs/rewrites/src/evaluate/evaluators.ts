import type { BuiltinOperator } from '@flotilla/tflite';
import { evaluateBinary } from './binary';
import { evaluateCast } from './cast';
import { evaluateConcatenation } from './concatenation';
import type { Evaluator } from './evaluator';
import { evaluateFill } from './fill';
import { evaluateGather } from './gather';
import { evaluatePack } from './pack';
import { evaluateRange } from './range';
import { evaluateExpandDims, evaluateReshape, evaluateSqueeze } from './reshape';
import { evaluateSlice } from './slice';
import { evaluateStridedSlice } from './strided-slice';
import { evaluateTranspose } from './transpose';
import { evaluateUnary } from './unary';

/** The operators that are computed here rather than in every inference. */
export const EVALUATORS: ReadonlyMap<BuiltinOperator, Evaluator> = new Map([
  ['ADD', evaluateBinary],
  ['CAST', evaluateCast],
  ['CONCATENATION', evaluateConcatenation],
  ['DIV', evaluateBinary],
  ['EXPAND_DIMS', evaluateExpandDims],
  ['FILL', evaluateFill],
  ['GATHER', evaluateGather],
  ['MUL', evaluateBinary],
  ['NEG', evaluateUnary],
  ['PACK', evaluatePack],
  ['RANGE', evaluateRange],
  ['RESHAPE', evaluateReshape],
  ['RSQRT', evaluateUnary],
  ['SLICE', evaluateSlice],
  ['SQRT', evaluateUnary],
  ['SQUEEZE', evaluateSqueeze],
  ['STRIDED_SLICE', evaluateStridedSlice],
  ['SUB', evaluateBinary],
  ['TRANSPOSE', evaluateTranspose],
]);
