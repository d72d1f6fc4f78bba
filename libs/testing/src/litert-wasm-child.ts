import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInThisContext } from 'node:vm';
import type { TypedArray } from '@litertjs/core';

// Runs in a process of its own, as LiteRT's loader is written for a browser's worker: it wants `self` and
// `importScripts`, and Emscripten's part wants CommonJS names in the global scope.

export interface LitertRequest {
  readonly models: readonly Uint8Array[];
  /** Of every model alike. */
  readonly inputs: readonly Uint8Array[];
}

export type LitertReply =
  { readonly outputs: readonly Uint8Array[][] } | { readonly fault: string };

async function answer({ models, inputs }: LitertRequest): Promise<LitertReply> {
  const litert = await import('@litertjs/core');
  const entry = require.resolve('@litertjs/core');
  // The build without relaxed SIMD, which Node 20 has behind a flag only.
  const script = path.join(path.dirname(entry), '..', 'wasm', 'litert_wasm_compat_internal.js');
  Object.assign(globalThis, {
    self: globalThis,
    require,
    __dirname: path.dirname(script),
    __filename: script,
    importScripts: (file: string) => {
      runInThisContext(readFileSync(file, 'utf8'), { filename: file });
    },
  });
  await litert.loadLiteRt(script);
  const outputs: Uint8Array[][] = [];
  for (const model of models) {
    const compiled = await litert.loadAndCompile(model, { accelerator: 'wasm' });
    const tensors = compiled.getInputDetails().map(({ shape }, index) => {
      const { buffer } = Uint8Array.from(inputs[index] ?? []);
      return new litert.Tensor(new Float32Array(buffer), [...shape]);
    });
    outputs.push((await compiled.run(tensors)).map((output) => bytesOf(output.toTypedArray())));
  }
  return { outputs };
}

function bytesOf({ buffer, byteOffset, byteLength }: TypedArray): Uint8Array {
  return Uint8Array.from(new Uint8Array(buffer, byteOffset, byteLength));
}

process.once('message', (request: LitertRequest) => {
  void answer(request)
    .catch((error: unknown): LitertReply => ({ fault: String(error) }))
    .then((reply) => process.send?.(reply, undefined, undefined, () => process.exit(0)));
});
