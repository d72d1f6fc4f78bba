import { z } from 'zod';
import { TARGET_RUNTIMES } from '../../operator-rules/operator-rule';
import {
  computationSchema,
  delegateOutcomeSchema,
  floatIslandSchema,
  leftFloatSchema,
  operatorOutcomeSchema,
  portSchema,
  sizeBreakdownSchema,
  tensorOutcomeSchema,
} from './graph-schema';
import { count, proofSchema, runtimeCheckSchema } from './measurement-schema';
import { searchSchema } from './search-schema';
import { targetSchema } from './target-schema';

const change = z.object({ before: count, after: count });
const knownChange = z.object({ before: count.nullable(), after: count.nullable() });

/** A `QuantizationReport`, as a program that reads one from JSON may rely on it. */
export const quantizationReportSchema = z.object({
  format: z.literal('flotilla/quantize/1').optional(),
  version: z.literal(1),
  scheme: z.string().describe('the scheme, or the name of the recipe'),
  targetRuntime: z.enum(TARGET_RUNTIMES),
  ports: z.object({ inputs: z.array(portSchema), outputs: z.array(portSchema) }),
  preparation: z.record(z.string(), count),
  calibrationSamples: count,
  search: searchSchema.optional(),
  target: targetSchema.optional(),
  operators: z.array(operatorOutcomeSchema),
  leftFloat: z.array(leftFloatSchema),
  tensors: z.array(tensorOutcomeSchema),
  sizeBytes: change,
  weightBytes: change,
  compressedBytes: knownChange.describe('of the whole file under gzip'),
  sizeBreakdown: sizeBreakdownSchema,
  computation: computationSchema,
  floatIslands: z.array(floatIslandSchema),
  delegates: z.array(delegateOutcomeSchema),
  runtimes: z.array(runtimeCheckSchema),
  proof: proofSchema,
  artifact: z
    .object({
      address: z.string().describe('sha-256 of the calibration artifact, in hex'),
      sizeBytes: count,
    })
    .optional(),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
});

/**
 * JSON Schema (draft 2020-12) of the report's version 1. Readers have to bear fields that it does not name: new ones may be
 * added.
 */
export const reportSchema = z.toJSONSchema(quantizationReportSchema, {
  target: 'draft-2020-12',
  io: 'input',
});
