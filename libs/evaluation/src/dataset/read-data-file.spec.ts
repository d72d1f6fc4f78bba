import { codeThrownBy } from '@flotilla/foundation/testing';
import type { TensorArray } from '../elements/array';
import { writeNpz } from '../npy/npz';
import { writeNpy } from '../npy/write-npy';
import { readDataFile } from './read-data-file';

const array: TensorArray = { type: 'UINT8', shape: [2], bytes: Uint8Array.of(1, 2) };

describe('readDataFile()', () => {
  it('tells a .npy from a .npz by its first bytes', () => {
    expect(readDataFile(writeNpy(array))).toMatchObject({ type: 'UINT8', shape: [2] });
    expect(readDataFile(writeNpz(new Map([['x', array]])))).toEqual(new Map([['x', array]]));
  });

  it('refuses what is neither', () => {
    expect(codeThrownBy(() => readDataFile(new Uint8Array()))).toBe('NPY_INVALID');
    expect(codeThrownBy(() => readDataFile(Buffer.from('PK and no more')))).toBe('NPZ_INVALID');
  });
});
