import { codeThrownBy } from '@flotilla/foundation/testing';
import { LayerConfig } from './layer-config';
import { UnsupportedOption } from './unsupported-option';

const config = (values: Record<string, unknown>): LayerConfig => new LayerConfig('layer', values);

describe('LayerConfig', () => {
  it('falls back where the file says nothing or null', () => {
    expect(config({}).size('groups', 1)).toBe(1);
    expect(config({ use_bias: null }).boolean('use_bias', true)).toBe(true);
    expect(config({ max_value: null }).has('max_value')).toBe(false);
  });

  it('takes one size for both of a pair', () => {
    expect(config({ strides: 2 }).sizes2d('strides')).toEqual([2, 2]);
    expect(config({ strides: [2, 3] }).sizes2d('strides')).toEqual([2, 3]);
  });

  it.each([0, -1, 1.5, 2 ** 31, '3', true, [], {}])('refuses the size %j', (value) => {
    expect(codeThrownBy(() => config({ units: value }).size('units'))).toBe('MALFORMED_CONFIG');
  });

  it.each([[[1]], [[1, 2, 3]], [[1, '2']], ['ab']])('refuses the pair %j', (value) => {
    expect(codeThrownBy(() => config({ strides: value }).sizes2d('strides'))).toBe(
      'MALFORMED_CONFIG',
    );
  });

  it('refuses values of other types', () => {
    expect(codeThrownBy(() => config({ x: '1' }).number('x'))).toBe('MALFORMED_CONFIG');
    expect(codeThrownBy(() => config({ x: 1 }).boolean('x', true))).toBe('MALFORMED_CONFIG');
    expect(codeThrownBy(() => config({ x: 1 }).string('x'))).toBe('MALFORMED_CONFIG');
    expect(codeThrownBy(() => config({ x: 1 }).list('x'))).toBe('MALFORMED_CONFIG');
    expect(codeThrownBy(() => config({ activation: 1 }).activation())).toBe('MALFORMED_CONFIG');
  });

  it('calls an unknown choice unsupported rather than malformed', () => {
    expect(() => config({ padding: 'causal' }).choice('padding', ['same'], 'same')).toThrow(
      UnsupportedOption,
    );
  });

  it('reads a serialized function as its name, and refuses a serialized layer', () => {
    const relu = { module: 'builtins', class_name: 'function', config: 'relu' };
    expect(config({ activation: relu }).activation()).toBe('relu');
    expect(() => config({ activation: { class_name: 'PReLU', config: {} } }).activation()).toThrow(
      UnsupportedOption,
    );
  });
});
