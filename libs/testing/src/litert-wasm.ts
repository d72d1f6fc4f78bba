import { fork } from 'node:child_process';
import path from 'node:path';
import type { LitertReply, LitertRequest } from './litert-wasm-child';

/**
 * Runs models with float inputs once each in LiteRT as WebAssembly, the newest runtime that npm carries, for what
 * native TensorFlow Lite lacks.
 * @param inputs little-endian bytes in the models' order, the same for each
 * @returns outputs of each model
 */
export async function runInLitertWasm(
  models: readonly Uint8Array[],
  inputs: readonly Uint8Array[],
): Promise<readonly Uint8Array[][]> {
  const child = fork(path.join(__dirname, 'litert-wasm-child.ts'), {
    execArgv: ['-r', require.resolve('@swc-node/register')],
    serialization: 'advanced',
    // Its log is noise; faults come as messages.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const reply = await new Promise<LitertReply>((resolve, reject) => {
    child.once('message', (message) => {
      resolve(message as LitertReply);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`LiteRT ended with ${String(code)} before it answered`));
    });
    child.send({ models, inputs } satisfies LitertRequest);
  });
  if ('fault' in reply) throw new Error(`LiteRT: ${reply.fault}`);
  return reply.outputs;
}
