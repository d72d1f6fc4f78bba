import { toChannels } from './to-channels';

const image = {
  width: 2,
  height: 1,
  channels: 4,
  pixels: Uint8Array.of(255, 0, 0, 10, 10, 20, 30, 255),
};

describe('toChannels()', () => {
  it('leaves opacity out, and weighs colours as BT.601 does', () => {
    expect([...toChannels(image, 3).pixels]).toEqual([255, 0, 0, 10, 20, 30]);
    expect([...toChannels(image, 1).pixels]).toEqual([76, 18]);
    expect(toChannels(image, 4)).toBe(image);
  });

  it('leaves grey as it is', () => {
    const pixels = Uint8Array.from({ length: 1024 }, (_, at) => Math.floor(at / 4));
    const { pixels: grey } = toChannels({ width: 256, height: 1, channels: 4, pixels }, 1);
    expect([...grey]).toEqual(Array.from({ length: 256 }, (_, at) => at));
  });
});
