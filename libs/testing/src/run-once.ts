import type { DelegateName, Runtime } from '@flotilla/evaluation';

/** Loads a model, runs it on these inputs, and lets go of it. */
export async function runOnce(
  runtime: Runtime,
  delegate: DelegateName,
  file: Uint8Array,
  inputs: readonly Uint8Array[],
): Promise<Uint8Array[]> {
  const interpreter = await runtime.load(file, { delegate });
  try {
    return await interpreter.invoke(inputs);
  } finally {
    await interpreter.close();
  }
}
