import { formatAge, formatDuration } from './time';

const now = Date.parse('2026-01-02T12:00:00Z');

describe('formatAge()', () => {
  it.each([
    ['2026-01-02T11:59:58Z', 'just now'],
    ['2026-01-02T12:00:12Z', 'just now'],
    ['2026-01-02T11:59:20Z', '40 seconds ago'],
    ['2026-01-02T11:57:00Z', '3 minutes ago'],
    ['2026-01-02T09:30:00Z', '2 hours ago'],
    ['2025-12-30T12:00:00Z', '3 days ago'],
  ])('of %s is %s', (instant, text) => {
    expect(formatAge(instant, now)).toBe(text);
  });

  it('says unknown for an instant that never was', () => {
    expect(formatAge(null, now)).toBe('unknown');
  });
});

describe('formatDuration()', () => {
  it.each([
    [42_000, '42 s'],
    [60_000, '1 min'],
    [95_000, '1 min 35 s'],
    [3_900_000, '1 h 5 min'],
  ])('of %d ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});
