import { zipSync } from 'fflate';
import type { TensorArray } from '../elements/array';
import { readNpz, writeNpz } from './npz';
import { writeNpy } from './write-npy';
import { codeThrownBy } from '../../test/code-thrown-by';

const array: TensorArray = { type: 'INT16', shape: [2], bytes: Uint8Array.of(1, 0, 2, 0) };

describe('readNpz()', () => {
  it('reads what writeNpz() wrote, in its order', () => {
    const arrays = new Map([
      ['serving:0', array],
      ['a/b', { ...array, shape: [1, 2] }],
    ]);
    expect(readNpz(writeNpz(arrays))).toEqual(arrays);
  });

  it('reads compressed archives and ignores other files', () => {
    const file = zipSync(
      { 'x.npy': writeNpy(array), 'README.txt': new Uint8Array(3) },
      { level: 9 },
    );
    expect([...readNpz(file).keys()]).toEqual(['x']);
  });

  it('gives the same bytes for the same arrays', () => {
    expect(writeNpz(new Map([['x', array]]))).toEqual(writeNpz(new Map([['x', array]])));
  });

  it.each([
    ['no archive', Buffer.from('not a zip at all')],
    ['an archive without arrays', zipSync({ 'README.txt': new Uint8Array(3) })],
    ['a cut archive', writeNpz(new Map([['x', array]])).subarray(0, 100)],
  ])('refuses %s', (_, bytes) => {
    expect(codeThrownBy(() => readNpz(bytes))).toBe('NPZ_INVALID');
  });

  it('refuses an archive that claims to unpack to more than fits, without unpacking it', () => {
    const bomb = zipSync({ 'x.npy': writeNpy(array), 'y.npy': writeNpy(array) }, { level: 0 });
    const bombView = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
    let entry = bombView.getUint32(bomb.byteLength - 6, true);
    for (let n = 0; n < 2; n++) {
      bombView.setUint32(entry + 24, 0xffff_fffe, true);
      entry += 46 + bombView.getUint16(entry + 28, true);
    }
    expect(codeThrownBy(() => readNpz(bomb))).toBe('NPZ_INVALID');
  });
});
