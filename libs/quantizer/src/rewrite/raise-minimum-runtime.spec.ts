import { readMinimumRuntime, type Model } from '@flotilla/tflite';
import { GraphBuilder } from '../../test/graph-builder';
import { mainOf } from '../../test/planned';
import { raiseMinimumRuntime } from './raise-minimum-runtime';

function built(release: string, version: number): Model {
  const builder = new GraphBuilder();
  const model = builder.model(builder.pointwise(builder.input([1, 1, 1, 1]), [1], [0]));
  mainOf(model).operators.forEach((operator) => (operator.version = version));
  const data = new TextEncoder().encode(`${release}\0\0`);
  model.metadata = [
    { name: 'labels', buffer: { data: Uint8Array.of(7) } },
    { name: 'min_runtime_version', buffer: { data } },
  ];
  return model;
}

describe('raiseMinimumRuntime()', () => {
  it.each([
    ['1.6.0', 3, '1.14.0'],
    ['1.14.0', 5, '2.4.0'],
    ['2.13.0', 5, '2.13.0'],
    ['2.3.0', 3, '2.3.0'],
  ])('turns %s with CONV_2D version %i into %s', (before, version, after) => {
    const model = built(before, version);
    raiseMinimumRuntime(model);
    const [labels, entry] = model.metadata;
    expect(labels?.buffer.data).toEqual(Uint8Array.of(7));
    expect(entry?.buffer.data).toHaveLength(16);
    expect(new TextDecoder().decode(entry?.buffer.data).replaceAll('\0', '')).toBe(after);
  });

  it('knows what the transposed convolutions need that preparation makes', () => {
    const model = built('1.5.0', 3);
    mainOf(model).operators.forEach((operator) => (operator.code = 'TRANSPOSE_CONV'));
    raiseMinimumRuntime(model);
    const entry = model.metadata.find(({ name }) => name === 'min_runtime_version');
    expect(entry && readMinimumRuntime(entry)).toBe('2.3.0');
  });

  it('adds no entry where there was none', () => {
    const model = { ...built('1.5.0', 3), metadata: [] };
    raiseMinimumRuntime(model);
    expect(model.metadata).toEqual([]);
  });
});
