import { codeThrownBy } from '@flotilla/foundation/testing';
import {
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Operator,
  optionsOf,
} from '@flotilla/tflite';
import { checkStateless } from './check-stateless';

const handle = makeTensor({ name: 'handle', type: 'RESOURCE', shape: [1] });
const value = makeTensor({ name: 'value', type: 'FLOAT32', shape: [2] });
const assign = makeOperator({ code: 'ASSIGN_VARIABLE', inputs: [handle, value], outputs: [] });

const subgraph = (operators: Operator[]) => makeSubgraph({ inputs: [], outputs: [], operators });

describe('checkStateless()', () => {
  it('refuses a model that assigns a variable while it runs', () => {
    const model = makeModel({ subgraphs: [subgraph([assign])] });
    expect(
      codeThrownBy(() => {
        checkStateless(model);
      }),
    ).toBe('MODEL_UNSUPPORTED');
  });

  it('lets variables be set once, before the first invocation', () => {
    const options = optionsOf('CallOnceOptions', { initSubgraphIndex: 1 });
    const once = makeOperator({ code: 'CALL_ONCE', inputs: [], outputs: [], options });
    const model = makeModel({ subgraphs: [subgraph([once]), subgraph([assign])] });
    expect(() => {
      checkStateless(model);
    }).not.toThrow();
  });
});
