import { denseModel, elaborateModel } from '../../test/sample-model';
import { modelSummary } from './model-summary';

describe('modelSummary()', () => {
  it('describes inputs, outputs, operators and sizes', () => {
    expect(modelSummary(denseModel())).toEqual({
      description: 'a dense layer',
      inputs: [{ name: 'x', type: 'FLOAT32', shape: [-1, 3] }],
      outputs: [{ name: 'y', type: 'FLOAT32', shape: [-1, 2] }],
      operators: [{ name: 'FULLY_CONNECTED', custom: false, version: 1, count: 1 }],
      tensorTypes: [{ type: 'FLOAT32', count: 3, constants: 1, constantBytes: 24 }],
      subgraphCount: 1,
      tensorCount: 3,
      parameterCount: 6,
      weightBytes: 24,
      signatures: [{ key: 'serving_default', subgraph: 0, inputs: ['in'], outputs: ['out'] }],
      metadata: [{ name: 'min_runtime_version', sizeBytes: 3, text: '1.5' }],
      associatedFiles: [],
      isQuantized: false,
    });
  });

  it('tells quantized models, and names custom operators', () => {
    const summary = modelSummary(elaborateModel());
    expect(summary.isQuantized).toBe(true);
    expect(summary.operators).toContainEqual({ name: 'Mine', custom: true, version: 2, count: 1 });
    expect(summary.parameterCount).toBe(4 + 6 + 8 + 8);
  });
});
