import { parentPort, workerData } from 'node:worker_threads';
import { CodedError, isCodedError, messageOf } from '@flotilla/foundation';
import type { RuntimeErrorCode } from '../../errors';
import type {
  LitertCommand,
  LitertFault,
  LitertReply,
  LitertRequest,
  LitertResults,
} from '../messages';
import { compileLitert, type Instantiate } from './instantiate';
import type { LoadedModel } from './loaded-model';
import { openModel } from './open-model';

// Where the models run; see main.ts. `workerData` is the folder of LiteRT's builds.
let compiling: Promise<Instantiate> | undefined;
const models = new Map<number, LoadedModel>();

async function execute(request: LitertRequest): Promise<LitertResults[LitertCommand]> {
  switch (request.kind) {
    case 'load': {
      compiling ??= compileLitert(String(workerData));
      const { model, specs } = await openModel(await compiling, request.body);
      models.set(request.model, model);
      return specs;
    }
    case 'invoke':
      return invoke(request.model, request.body);
    case 'close':
      models.delete(request.model);
      return undefined;
  }
}

async function invoke(id: number, inputs: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const model = models.get(id);
  if (!model) throw broken('broke at an earlier invocation of this model');
  try {
    return await model.invoke(inputs);
  } catch (error) {
    if (isCodedError(error)) throw error;
    models.delete(id);
    throw broken(`broke while the model ran (${messageOf(error)})`);
  }
}

function broken(what: string): CodedError<RuntimeErrorCode> {
  return new CodedError<RuntimeErrorCode>(
    'RUNTIME_CRASHED',
    `LiteRT ${what}, as it does when it finds no memory; load the model again`,
  );
}

function faultOf(error: unknown): LitertFault {
  const message = messageOf(error);
  if (!isCodedError(error)) return { code: 'RUNTIME_LIBRARY_INCOMPATIBLE', message };
  return { code: error.code as RuntimeErrorCode, message };
}

async function answer(request: LitertRequest): Promise<LitertReply> {
  const { id } = request;
  try {
    return { id, result: await execute(request) };
  } catch (error) {
    return { id, fault: faultOf(error) };
  }
}

parentPort?.on('message', (request: LitertRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply));
});
