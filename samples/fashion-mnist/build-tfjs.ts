// Writes tfjs/model.json and tfjs/weights.bin from model.keras:
//   node tools/run-ts.cjs samples/fashion-mnist/build-tfjs.ts [FOLDER]
import { join } from 'node:path';
import { readKerasFile } from './keras-file';
import { maxAbsoluteDifference, readFloatNpy } from './npy';
import { loadLayersModel, predict, saveLayersModel } from './tfjs-files';
import { buildLayersModel } from './tfjs-layers';

const TOLERANCE = 1e-5;

async function build(folder: string): Promise<void> {
  const keras = await readKerasFile(join(folder, 'model.keras'));
  const inputs = readFloatNpy(join(folder, 'golden-inputs.npy'));
  const expected = readFloatNpy(join(folder, 'golden-outputs.npy'));

  const model = buildLayersModel(keras);
  const difference = maxAbsoluteDifference(predict(model, inputs), expected.values);
  console.log(`${model.countParams()} parameters, differs from TensorFlow by ${difference}`);
  if (difference > TOLERANCE) throw new Error(`more than ${TOLERANCE}: nothing written`);

  const target = join(folder, 'tfjs');
  await saveLayersModel(model, target);
  // What counts is what a reader of the files gets.
  const reloaded = predict(await loadLayersModel(target), inputs);
  const loss = maxAbsoluteDifference(reloaded, expected.values);
  if (loss > TOLERANCE) throw new Error(`the written model differs by ${loss}`);
  console.log('wrote tfjs/model.json and tfjs/weights.bin');
}

build(process.argv[2] ?? __dirname).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
