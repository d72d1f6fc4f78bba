import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';

const MODEL_FILE = 'model.json';
const WEIGHTS_FILE = 'weights.bin';

function requireArtifacts({ modelTopology, weightSpecs, weightData }: tf.io.ModelArtifacts) {
  if (modelTopology === undefined || weightSpecs === undefined || weightData === undefined) {
    throw new Error('the model has no topology or no weights');
  }
  return { modelTopology, weightSpecs, bytes: tf.io.CompositeArrayBuffer.join(weightData) };
}

/** TensorFlow.js itself writes to disk only from its native Node package. */
export async function saveLayersModel(model: tf.LayersModel, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const handler = tf.io.withSaveHandler(async (artifacts) => {
    const { modelTopology, weightSpecs, bytes } = requireArtifacts(artifacts);
    const json: tf.io.ModelJSON = {
      format: 'layers-model',
      generatedBy: `TensorFlow.js tfjs-layers v${tf.version['tfjs-layers']}`,
      convertedBy: null,
      modelTopology,
      weightsManifest: [{ paths: [WEIGHTS_FILE], weights: weightSpecs }],
    };
    await writeFile(join(folder, MODEL_FILE), `${JSON.stringify(json)}\n`);
    await writeFile(join(folder, WEIGHTS_FILE), new Uint8Array(bytes));
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
  });
  await model.save(handler);
}

async function readWeights(folder: string, manifest: tf.io.WeightsManifestConfig) {
  const files = manifest.flatMap(({ paths }) => paths.map((path) => readFile(join(folder, path))));
  return Uint8Array.from(Buffer.concat(await Promise.all(files))).buffer;
}

export function loadLayersModel(folder: string): Promise<tf.LayersModel> {
  const load = async (): Promise<tf.io.ModelArtifacts> => {
    const text = await readFile(join(folder, MODEL_FILE), 'utf8');
    const { modelTopology, weightsManifest } = JSON.parse(text) as tf.io.ModelJSON;
    return {
      modelTopology,
      weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
      weightData: await readWeights(folder, weightsManifest),
    };
  };
  return tf.loadLayersModel({ load });
}

/** Runs the model on a flat batch and gives the flat scores back. */
export function predict(
  model: tf.LayersModel,
  inputs: { readonly shape: number[]; readonly values: Float32Array },
): Float32Array {
  return tf.tidy(() => {
    const output = model.predict(tf.tensor(inputs.values, inputs.shape, 'float32'));
    if (Array.isArray(output)) throw new Error('the model has more than one output');
    return Float32Array.from(output.dataSync());
  });
}
