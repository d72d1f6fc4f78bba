import { cpuDelegate } from '../src/tflite-c/delegates/cpu-delegate';
import { xnnpackDelegate } from '../src/tflite-c/delegates/xnnpack-delegate';
import { loadLibrary } from '../src/tflite-c/library';
import { libraryPath } from '../src/tflite-c/library-path';
import { loadInterpreter } from '../src/tflite-c/load-interpreter';
import { CRASHING_MODELS } from './crashing-models';

// Gives a model to native code as it is, without what keeps such models from it; says how far it came.

async function main(name: string): Promise<void> {
  const model = CRASHING_MODELS.find((each) => each.name === name);
  if (model === undefined) throw new RangeError(`there is no model called ${name}`);
  const library = loadLibrary(libraryPath(process.platform, process.arch), process.platform);
  const interpreter = await loadInterpreter(library, {
    bytes: model.file(),
    delegate: model.delegate === 'cpu' ? cpuDelegate : xnnpackDelegate,
    threads: 1,
    inputShapes: undefined,
    memoryLimitBytes: Infinity,
  });
  await interpreter.invoke(interpreter.inputs.map(({ byteLength }) => new Uint8Array(byteLength)));
  await interpreter.close();
  process.stdout.write('done');
}

void main(process.argv[2] ?? '');
