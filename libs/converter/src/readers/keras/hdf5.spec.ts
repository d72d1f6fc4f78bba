import { codeThrownBy } from '@flotilla/foundation/testing';
import * as fc from 'fast-check';
import { fixture, memberOf } from '../../../test/fixture';
import { ConverterError } from '../../errors';
import { Hdf5File } from './hdf5';

const bytes = memberOf(fixture('sequential.keras'), 'model.weights.h5');
const dense = 'layers/dense/vars';

describe('Hdf5File', () => {
  const file = new Hdf5File(bytes);

  it('reads float datasets with their shapes', () => {
    const kernel = file.dataset(`${dense}/0`);
    expect(kernel?.shape).toEqual([3, 4]);
    expect(kernel?.values).toHaveLength(12);
    expect(kernel?.values.every((value) => Number.isFinite(value) && value !== 0)).toBe(true);
  });

  it('lists members and reads attributes', () => {
    expect(file.members(dense)).toEqual(['0', '1']);
    expect(file.attribute(dense, 'name')).toBe('scores');
  });

  it('has nothing at other paths', () => {
    expect(file.dataset(`${dense}/2`)).toBeUndefined();
    expect(file.dataset(dense)).toBeUndefined();
    expect(file.dataset(`${dense}/0/0`)).toBeUndefined();
    expect(file.members('nowhere')).toEqual([]);
    expect(file.attribute(dense, 'nothing')).toBeUndefined();
  });

  it('throws a typed error for bytes that are no HDF5', () => {
    expect(codeThrownBy(() => new Hdf5File(new Uint8Array(100)))).toBe('MALFORMED_WEIGHTS');
  });

  it('reads or throws a typed error, whatever byte is damaged', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const damaged = bytes.slice();
        damaged[at] = value;
        try {
          new Hdf5File(damaged).dataset(`${dense}/0`);
        } catch (error) {
          expect(error).toBeInstanceOf(ConverterError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
