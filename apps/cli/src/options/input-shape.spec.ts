import { InvalidArgumentError } from 'commander';
import { addInputShape, parseBatch } from './input-shape';

describe('addInputShape()', () => {
  it('collects shapes by name, whatever the name', () => {
    const first = addInputShape('image=1x256x256x3');
    expect(addInputShape('a=b:0=7', first)).toEqual(
      new Map([
        ['image', [1, 256, 256, 3]],
        ['a=b:0', [7]],
      ]),
    );
  });

  it.each(['image', 'image=', '=1x2', 'image=1x', 'image=0x2', 'image=1x-2', 'image=1,2'])(
    'refuses %s',
    (text) => {
      expect(() => addInputShape(text)).toThrow(InvalidArgumentError);
    },
  );

  it('refuses one input twice', () => {
    expect(() => addInputShape('x=1', new Map([['x', [2]]]))).toThrow(InvalidArgumentError);
  });
});

describe('parseBatch()', () => {
  it('takes counts and an open batch', () => {
    expect(['8', 'open'].map(parseBatch)).toEqual([8, 'open']);
    expect(() => parseBatch('0')).toThrow(InvalidArgumentError);
  });
});
