import { CodedError } from '@flotilla/foundation';
import type { Model } from '@flotilla/tflite';
import type { RuntimeErrorCode } from '../../errors';

/**
 * Refuses a model that changes variables while it runs: an invocation would depend on those before it, the one that
 * prepares the model included. Variables that are set once, before the first invocation, do no harm; variable tensors
 * are refused by LiteRT for the web itself.
 * @throws CodedError `MODEL_UNSUPPORTED`
 */
export function checkStateless({ subgraphs }: Model): void {
  const initializers = new Set(
    subgraphs.flatMap(({ operators }) =>
      operators.map(({ options }) =>
        options?.type === 'CallOnceOptions' ? subgraphs[options.initSubgraphIndex] : undefined,
      ),
    ),
  );
  const assigns = subgraphs.some(
    (subgraph) =>
      !initializers.has(subgraph) &&
      subgraph.operators.some(({ code }) => code === 'ASSIGN_VARIABLE'),
  );
  if (!assigns) return;
  throw new CodedError<RuntimeErrorCode>(
    'MODEL_UNSUPPORTED',
    'The model keeps variables from one invocation to the next (ASSIGN_VARIABLE), which LiteRT for the web cannot set back; make the state an input and an output',
  );
}
