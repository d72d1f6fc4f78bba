import { elementView } from './element-view';
import { writeNumbers } from './numbers';

describe('elementView()', () => {
  it.each([
    ['INT8', [-128, 127]],
    ['UINT8', [0, 255]],
    ['INT16', [-32768, 5]],
    ['INT32', [-(2 ** 31), 7]],
    ['FLOAT32', [0.5, -3]],
    ['FLOAT16', [0.5, -3]],
    ['INT64', [1, -2]],
  ] as const)('reads %s, wherever the bytes lie', (type, values) => {
    const bytes = writeNumbers(type, values);
    const odd = new Uint8Array(bytes.byteLength + 1);
    odd.set(bytes, 1);
    expect(Array.from(elementView(type, bytes))).toEqual(values);
    expect(Array.from(elementView(type, odd.subarray(1)))).toEqual(values);
    expect(Array.from(elementView(type, Buffer.from(odd.buffer, 1)))).toEqual(values);
  });
});
