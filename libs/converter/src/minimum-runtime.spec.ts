import { makeOperator } from '@flotilla/tflite';
import { minimumRuntime } from './minimum-runtime';

const text = (codes: Parameters<typeof minimumRuntime>[0]): string =>
  new TextDecoder().decode(minimumRuntime(codes).buffer.data).replaceAll('\0', '');

describe('minimumRuntime()', () => {
  it('is the newest that any operator needs', () => {
    const operators = [
      makeOperator({ code: 'CONV_2D', inputs: [], outputs: [] }),
      makeOperator({ code: 'DEPTHWISE_CONV_2D', version: 2, inputs: [], outputs: [] }),
      makeOperator({ code: 'MEAN', inputs: [], outputs: [] }),
    ];
    expect(text(operators)).toBe('1.12.0');
    expect(text(operators.slice(0, 1))).toBe('1.5.0');
  });

  it('always takes sixteen bytes', () => {
    expect(minimumRuntime([])).toMatchObject({ name: 'min_runtime_version' });
    expect(minimumRuntime([]).buffer.data).toHaveLength(16);
  });
});
