import { checkMemoryNeed } from '../../memory-need';
import { resizeBatch } from '../../resize-batch';
import { verifyModel } from '../../verify-model';
import type { LoadCommand, ModelSpecs } from '../messages';
import { checkStateless } from './check-stateless';
import { describeTensor } from './describe-tensor';
import type { Instantiate } from './instantiate';
import { LoadedModel } from './loaded-model';
import { runnableModel } from './runnable-model';

export interface OpenModel {
  readonly model: LoadedModel;
  readonly specs: ModelSpecs;
}

/**
 * From a file's bytes to a model that is ready to run.
 * @throws CodedError `MODEL_INVALID`, `MODEL_UNSUPPORTED`, `MODEL_TOO_LARGE`, `BATCH_FIXED`
 */
export async function openModel(
  instantiate: Instantiate,
  { file, batch, memoryLimitBytes }: LoadCommand,
): Promise<OpenModel> {
  const { model: verified } = verifyModel(file);
  checkStateless(verified);
  const [main] = verified.subgraphs;
  const inputShapes = main && batch !== undefined ? resizeBatch(main, batch) : undefined;
  checkMemoryNeed(verified, inputShapes, memoryLimitBytes);
  const { inputs, outputs, copy, signature } = runnableModel(verified, inputShapes);
  const specs = { inputs: inputs.map(describeTensor), outputs: outputs.map(describeTensor) };
  const rehearsed = await LoadedModel.load(instantiate, copy, 0);
  await rehearsed.rehearse();
  if (signature === undefined) return { model: rehearsed, specs };
  return { model: await LoadedModel.load(instantiate, file, signature), specs };
}
