import { createLitertWasmRuntime } from '../src/litert-wasm/create-litert-wasm-runtime';
import { describeDelegate } from './delegate-contract';

describeDelegate('xnnpack', {
  make: createLitertWasmRuntime,
  skip: [
    {
      reason: 'LiteRT for the web runs a model on one thread',
      tests: ['gives the same bytes again on two threads'],
    },
  ],
});
