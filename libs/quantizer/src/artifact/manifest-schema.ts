import { BuiltinOperator } from '@flotilla/tflite';
import { z } from 'zod';
import { TARGET_RUNTIMES } from '../operator-rules/operator-rule';
import { PORT_TYPES } from '../ports/port-type';
import { isPattern } from '../recipe/is-pattern';
import { BLOCK_SIZES } from '../recipe/recipe';
import { operatorSchemes } from '../report/schema/graph-schema';
import { count } from '../report/schema/measurement-schema';
import { searchSchema } from '../report/schema/search-schema';
import { targetSchema } from '../report/schema/target-schema';
import { ARTIFACT_FORMAT } from './artifact';

const fileIdentity = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sizeBytes: count,
});

/** Wider than that of recipe files: recipes of other makers are among what was decided. */
const rule = z.strictObject({
  operators: z.array(z.enum(BuiltinOperator.names)).exactOptional(),
  name: z.string().refine(isPattern).exactOptional(),
  scheme: operatorSchemes,
  weightBits: z.union([z.literal(4), z.literal(8)]).exactOptional(),
  blockSize: z.literal(BLOCK_SIZES).exactOptional(),
  minimumElements: count.exactOptional(),
});

export const manifestSchema = z.strictObject({
  format: z.literal(ARTIFACT_FORMAT),
  quantizer: z.string(),
  model: fileIdentity,
  result: fileIdentity,
  scheme: z.string(),
  rules: z.array(rule),
  targetRuntime: z.enum(TARGET_RUNTIMES),
  ports: z
    .strictObject({ inputs: z.enum(PORT_TYPES), outputs: z.enum(PORT_TYPES) })
    .exactOptional(),
  shapes: z.array(
    z.strictObject({
      subgraph: count,
      tensor: count,
      shape: z.array(count),
      shapeSignature: z.array(z.int().min(-1)).exactOptional(),
    }),
  ),
  variant: z
    .strictObject({
      equalizes: z.boolean(),
      leastOfLargest: z.number().min(0).max(1),
      centred: z.boolean(),
    })
    .exactOptional(),
  calibrationSamples: count,
  search: searchSchema.exactOptional(),
  target: targetSchema.omit({ recipe: true }).exactOptional(),
  tensorNames: z.array(z.array(z.string())),
});
