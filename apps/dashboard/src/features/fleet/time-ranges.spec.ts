import { defaultRange, rangeNamed, sinceOf } from './time-ranges';

const now = Date.parse('2026-01-02T12:00:42Z');

it('sinceOf() starts on a whole minute, or nowhere', () => {
  expect(sinceOf(rangeNamed('1h'), now)).toBe('2026-01-02T11:00:00.000Z');
  expect(sinceOf(rangeNamed('all'), now)).toBeNull();
});

it('rangeNamed() falls back to the default', () => {
  expect(rangeNamed('no such range')).toBe(defaultRange);
  expect(rangeNamed(null)).toBe(defaultRange);
});
