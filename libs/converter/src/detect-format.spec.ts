import { codeThrownBy } from '@flotilla/foundation/testing';
import { strToU8, zipSync } from 'fflate';
import { fixture } from '../test/fixture';
import { chainModel } from '../test/layers-model';
import { detectFormat } from './detect-format';

const json = (value: unknown): Uint8Array => strToU8(JSON.stringify(value));

describe('detectFormat()', () => {
  it('tells formats by content', () => {
    expect(detectFormat(fixture('sequential.keras'))).toBe('keras');
    expect(detectFormat(chainModel([null, 2], []).modelJson)).toBe('tfjs-layers');
    expect(detectFormat(strToU8('\u001c\u0000\u0000\u0000TFL3'))).toBe('tflite');
  });

  it('tells a zipped TensorFlow.js model from a Keras file', () => {
    const { modelJson } = chainModel([null, 2], []);
    expect(detectFormat(zipSync({ 'model.json': modelJson }))).toBe('tfjs-layers-zip');
    expect(detectFormat(zipSync({ 'a/config.json': json({}), 'a/model.json': modelJson }))).toBe(
      'tfjs-layers-zip',
    );
    expect(detectFormat(zipSync({ 'config.json': json({}) }))).toBe('keras');
  });

  it('takes JSON that starts with white space', () => {
    expect(detectFormat(strToU8(' \n{"modelTopology": {}}'))).toBe('tfjs-layers');
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['random bytes', Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9)],
    ['a graph model', json({ format: 'graph-model', modelTopology: {} })],
    ['JSON of something else', json({ name: 'left-pad' })],
    ['broken JSON', strToU8('{"modelTopology": ')],
    ['a zip of something else', zipSync({ 'a.txt': strToU8('a') })],
    [
      'a zipped graph model',
      zipSync({ 'model.json': json({ format: 'graph-model', modelTopology: {} }) }),
    ],
    ['bare HDF5', Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a)],
  ])('refuses %s', (_, bytes) => {
    expect(codeThrownBy(() => detectFormat(bytes))).toBe('UNKNOWN_FORMAT');
  });

  it('calls a zip that is cut short damaged', () => {
    const bytes = fixture('sequential.keras').subarray(0, 1000);
    expect(codeThrownBy(() => detectFormat(bytes))).toBe('MALFORMED_ARCHIVE');
  });
});
