import { z } from 'zod';
import { BLOCK_SIZES, type RecipeRule } from '../recipe';

const GRANULARITIES = ['CHANNELWISE', ...BLOCK_SIZES.map((size) => `BLOCKWISE_${size}` as const)];

const noParameters = z
  .strictObject({}, 'no algorithm has parameters here; leave them out')
  .exactOptional();

const weights = z.strictObject({
  num_bits: z.union([z.literal(4), z.literal(8)], 'weights have 4 or 8 bits here'),
  symmetric: z.literal(true, 'weights have zero point 0 in the kernels; write true').default(true),
  granularity: z.enum(
    GRANULARITIES,
    `write ${GRANULARITIES.join(', ')}; kernels without channels get one scale by themselves`,
  ),
  dtype: z.literal('INT', 'weights are signed integers; write "INT"').default('INT'),
  /** As older files had it. */
  block_size: z.literal(0, 'write granularity BLOCKWISE_… instead').exactOptional(),
  algorithm_params: noParameters,
});

const activations = z
  .strictObject({
    num_bits: z.union([z.literal(8), z.literal(16)], 'activations have 8 or 16 bits'),
    symmetric: z.boolean().default(true),
    granularity: z
      .literal('TENSORWISE', 'activations have one scale; write "TENSORWISE"')
      .default('TENSORWISE'),
    dtype: z
      .literal('INT', 'activations are signed integers; write "INT", and use --io for uint8 inputs')
      .default('INT'),
    algorithm_params: noParameters,
  })
  .refine(({ num_bits, symmetric }) => symmetric === (num_bits === 16), {
    path: ['symmetric'],
    error: 'write false for 8 bits, true for 16',
  });

const common = {
  skip_checks: z.literal(false, 'every operator is checked here; write false').exactOptional(),
  min_weight_elements: z.int().nonnegative().default(0),
};

type Decision = Omit<RecipeRule, 'operators' | 'name'>;

/** The configuration of one rule of LiteRT Quantizer's, for its min-max algorithm. */
export const integerConfig = z
  .strictObject({
    activation_tensor_config: activations.exactOptional(),
    weight_tensor_config: weights,
    compute_precision: z.enum(['INTEGER', 'FLOAT']).default('FLOAT'),
    explicit_dequantize: z.boolean().default(false),
    ...common,
  })
  .transform((config, context): Decision => {
    const { activation_tensor_config, weight_tensor_config, compute_precision } = config;
    const refuse = (field: string, message: string): never => {
      context.addIssue({ code: 'custom', path: [field], message });
      return z.NEVER;
    };
    const { num_bits: weightBits, granularity } = weight_tensor_config;
    const blockSize = BLOCK_SIZES.find((size) => granularity === `BLOCKWISE_${size}`);
    const minimumElements = config.min_weight_elements;
    const isInteger = compute_precision === 'INTEGER';
    if (config.explicit_dequantize === isInteger)
      return refuse('explicit_dequantize', `write ${!isInteger} beside ${compute_precision}`);
    if (blockSize !== undefined && (weightBits !== 4 || !isInteger || activation_tensor_config))
      return refuse('weight_tensor_config', 'only 4-bit weights under dynamic kernels have blocks');
    if (activation_tensor_config === undefined) {
      const scheme = isInteger ? 'dynamic' : 'weight-only';
      return { scheme, weightBits, minimumElements, ...(blockSize && { blockSize }) };
    }
    if (!isInteger) return refuse('compute_precision', 'write "INTEGER" for integer activations');
    if (minimumElements > 0)
      return refuse('min_weight_elements', 'write 0 for integer activations');
    return { scheme: activation_tensor_config.num_bits === 16 ? '16x8' : 'int8', weightBits };
  });

/** The same for its `float_casting`: constants in float16. */
export const halfConfig = z
  .strictObject({
    weight_tensor_config: z.strictObject({
      num_bits: z.literal(16, 'floats are cast to 16 bits'),
      symmetric: z.boolean().exactOptional(),
      granularity: z.string().exactOptional(),
      dtype: z.literal('FLOAT', 'write "FLOAT"'),
      algorithm_params: noParameters,
    }),
    compute_precision: z.literal('FLOAT', 'write "FLOAT"').default('FLOAT'),
    explicit_dequantize: z.literal(true, 'write true'),
    ...common,
  })
  // A single value may be an epsilon, which float16 flushes to zero.
  .transform(({ min_weight_elements }): Decision => ({
    scheme: 'float16',
    minimumElements: Math.max(2, min_weight_elements),
  }));
