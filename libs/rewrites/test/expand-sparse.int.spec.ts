import {
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  optionsOf,
  writeModel,
} from '@flotilla/tflite';
import { runInTflite } from '@flotilla/testing';
import { denseElements } from '../src/constants/dense-elements';
import { mostlyZeros, SPARSE_FORMS, sparseTensor } from './sparse';

describe('denseElements()', () => {
  it.each(SPARSE_FORMS)(
    'expands $shape in the order $traversalOrder as DENSIFY does',
    async (form) => {
      const sparse = sparseTensor(mostlyZeros(form.shape), form);
      const dense = makeTensor({ name: 'dense', type: 'FLOAT32', shape: [...form.shape] });
      const densify = makeOperator({
        code: 'DENSIFY',
        inputs: [sparse],
        outputs: [dense],
        options: optionsOf('DensifyOptions'),
      });
      const subgraph = makeSubgraph({ inputs: [], outputs: [dense], operators: [densify] });
      const [bytes] = await runInTflite(writeModel(makeModel({ subgraphs: [subgraph] })), []);
      const ours = denseElements(sparse.buffer!.data, sparse.sparsity!, form.shape, 4);
      expect([...ours]).toEqual([...(bytes ?? [])]);
    },
  );
});
