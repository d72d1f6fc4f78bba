import { cloneModel, type Model } from '@flotilla/tflite';
import { unlikeChannels } from '../../test/unlike-channels';
import { applyShapes, resizedShapes } from './resized-shapes';

function withBatch(model: Model, batch: number): Model {
  const { model: copy } = cloneModel(model);
  for (const tensor of copy.subgraphs[0]!.tensors) {
    if (tensor.buffer !== undefined) continue;
    tensor.shape = [batch, ...tensor.shape.slice(1)];
    tensor.shapeSignature = [-1, ...tensor.shape.slice(1)];
  }
  return copy;
}

describe('resizedShapes()', () => {
  it('are none of a model that was not resized', () => {
    expect(resizedShapes(unlikeChannels(), unlikeChannels())).toEqual([]);
  });

  it('are what applyShapes() gives again', () => {
    const source = unlikeChannels();
    const resized = withBatch(source, 3);
    applyShapes(source, resizedShapes(source, resized));
    expect(source).toEqual(resized);
    applyShapes(source, resizedShapes(source, unlikeChannels()));
    expect(source).toEqual(unlikeChannels());
  });

  it('are refused of another model', () => {
    const source = unlikeChannels();
    const { model: other } = cloneModel(source);
    other.subgraphs[0]!.tensors.pop();
    expect(() => resizedShapes(source, other)).toThrow(TypeError);
  });
});

describe('applyShapes()', () => {
  it.each([
    ['no tensor', { subgraph: 0, tensor: 99, shape: [1] }],
    ['no graph', { subgraph: 9, tensor: 0, shape: [1] }],
    ['a constant', { subgraph: 0, tensor: 1, shape: [1] }],
    ['more elements than a kernel counts', { subgraph: 0, tensor: 0, shape: [2 ** 16, 2 ** 16] }],
    ['a signature of another rank', { subgraph: 0, tensor: 0, shape: [1], shapeSignature: [] }],
    ['a signature of other sizes', { subgraph: 0, tensor: 0, shape: [1], shapeSignature: [2] }],
  ])('refuses %s', (_, shape) => {
    expect(() => {
      applyShapes(unlikeChannels(), [shape]);
    }).toThrow(expect.objectContaining({ code: 'ARTIFACT_INVALID' }) as Error);
  });
});
