import {
  isMinimumRuntimeEntry,
  laterRelease,
  minimumRuntimeEntry,
  readMinimumRuntime,
} from './minimum-runtime';

describe('minimumRuntimeEntry()', () => {
  it('names the latest release in sixteen bytes', () => {
    const entry = minimumRuntimeEntry(['1.6.0', '1.14.0', '1.5.0']);
    expect(entry.buffer.data).toHaveLength(16);
    expect(readMinimumRuntime(entry)).toBe('1.14.0');
    expect(isMinimumRuntimeEntry(entry)).toBe(true);
    expect(isMinimumRuntimeEntry({ ...entry, name: 'labels' })).toBe(false);
  });
});

describe('readMinimumRuntime()', () => {
  it('takes entries of any length', () => {
    const data = new TextEncoder().encode('2.3.0');
    expect(readMinimumRuntime({ name: 'min_runtime_version', buffer: { data } })).toBe('2.3.0');
  });
});

describe('laterRelease()', () => {
  it.each([
    ['1.6.0', '1.14.0', '1.14.0'],
    ['2.0.0', '1.15.0', '2.0.0'],
    ['2.3', '2.3.1', '2.3.1'],
    ['2.3.0', '2.3', '2.3.0'],
  ])('of %s and %s is %s', (left, right, later) => {
    expect(laterRelease(left, right)).toBe(later);
  });
});
