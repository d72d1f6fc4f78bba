import { codeThrownBy } from '@flotilla/foundation/testing';
import type { ElementType } from '../elements/element-type';
import { writeNumbers } from '../elements/numbers';
import { readLabels } from './labels';
import { requireFinite } from './require-finite';

const array = (type: ElementType, values: number[], shape = [values.length]) => ({
  type,
  shape,
  bytes: writeNumbers(type, values),
});

describe('readLabels()', () => {
  it('reads integers of any type, also as one column', () => {
    expect([...readLabels(array('UINT8', [3, 0]))]).toEqual([3, 0]);
    expect([...readLabels(array('INT64', [3, 0], [2, 1]))]).toEqual([3, 0]);
  });

  it.each([
    ['floats', array('FLOAT32', [1])],
    ['one-hot rows', array('INT32', [1, 0], [1, 2])],
    ['a scalar', array('INT32', [1], [])],
    ['negative classes', array('INT32', [-1])],
    ['classes beyond all models', array('INT64', [2 ** 40])],
  ])('refuses %s', (_, labels) => {
    expect(codeThrownBy(() => readLabels(labels))).toBe('LABELS_INVALID');
  });
});

describe('requireFinite()', () => {
  it('lets numbers and integers pass', () => {
    expect(() => {
      requireFinite(array('FLOAT32', [1, -2]));
    }).not.toThrow();
    expect(() => {
      requireFinite(new Map([['x', array('INT8', [1])]]));
    }).not.toThrow();
  });

  it.each([NaN, Infinity, -Infinity])('refuses %p', (value) => {
    const data = array('FLOAT16', [0, 0, 0, value], [2, 2]);
    expect(
      codeThrownBy(() => {
        requireFinite(data);
      }),
    ).toBe('DATASET_NOT_FINITE');
  });
});
