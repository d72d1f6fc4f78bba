import type { Runtime } from '@flotilla/evaluation';
import { writeModel, type Model } from '@flotilla/tflite';
import { verifyInRuntime } from '../verify/verify-in-runtime';
import { entryGraphs, withMainGraph } from './signature-graph';

/**
 * Loads and runs every graph that a program can run: runtimes themselves only run the first.
 * @throws what `verifyInRuntime` throws
 */
export async function verifyEntryGraphs(
  model: Model,
  file: Uint8Array,
  runtime: Runtime,
): Promise<void> {
  for (const graph of entryGraphs(model)) {
    const alone = withMainGraph(model, graph);
    await verifyInRuntime(alone === model ? file : writeModel(alone), runtime);
  }
}
