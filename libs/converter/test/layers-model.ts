import type { TfjsLayersSource } from '../src/readers/tfjs-layers/read-tfjs-layers';

export interface TestWeight {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** Class name, configuration and weights by role of one layer. */
export type TestLayer = readonly [
  className: string,
  config: Readonly<Record<string, unknown>> & { readonly name: string },
  weights?: Readonly<Record<string, TestWeight>>,
];

/** A TensorFlow.js LayersModel that is a chain of layers, all in memory. */
export function chainModel(
  inputShape: readonly (number | null)[],
  layers: readonly TestLayer[],
): TfjsLayersSource {
  const input = {
    class_name: 'InputLayer',
    config: { name: 'image', batch_input_shape: inputShape, dtype: 'float32' },
  };
  const chain = layers.map(([className, config]) => ({ class_name: className, config }));
  return layersModel(
    { class_name: 'Sequential', config: { name: 'chain', layers: [input, ...chain] } },
    weightsOf(layers),
  );
}

/** A TensorFlow.js LayersModel of any architecture. */
export function layersModel(
  modelTopology: unknown,
  weights: ReadonlyMap<string, TestWeight>,
): TfjsLayersSource {
  const manifest = [...weights].map(([name, { shape }]) => ({ name, shape, dtype: 'float32' }));
  const values = [...weights.values()].flatMap((weight) => weight.values);
  const modelJson = {
    format: 'layers-model',
    modelTopology,
    weightsManifest: [{ paths: ['weights.bin'], weights: manifest }],
  };
  return {
    modelJson: new TextEncoder().encode(JSON.stringify(modelJson)),
    readShard: () => Promise.resolve(new Uint8Array(Float32Array.from(values).buffer)),
  };
}

/** Numbers that differ from each other, `count` of them. */
export function ramp(...shape: readonly number[]): TestWeight {
  const count = shape.reduce((product, size) => product * size, 1);
  return { shape, values: Array.from({ length: count }, (_, index) => (index + 1) / 8) };
}

function weightsOf(layers: readonly TestLayer[]): Map<string, TestWeight> {
  return new Map(
    layers.flatMap(([, { name }, weights = {}]) =>
      Object.entries(weights).map(([role, weight]): [string, TestWeight] => [
        `${name}/${role}`,
        weight,
      ]),
    ),
  );
}
