import { merged, sorted } from './merge-variants';

const variant = (id: string, version: number, createdAt = '2026-01-01T00:00:00Z') => ({
  id,
  version,
  createdAt,
});

describe('merged()', () => {
  it('takes what is newer and ignores what is older or the same', () => {
    const known = merged(new Map<string, ReturnType<typeof variant>>(), variant('a', 2));
    expect(merged(known, variant('a', 1))).toBe(known);
    expect(merged(known, variant('a', 2))).toBe(known);
    expect(merged(known, variant('a', 3)).get('a')?.version).toBe(3);
    expect(known.get('a')?.version).toBe(2);
  });
});

it('sorted() puts the newest first', () => {
  const all = [variant('a', 1), variant('b', 1, '2026-01-02T00:00:00Z'), variant('0', 1)];
  expect(sorted(new Map(all.map((each) => [each.id, each]))).map(({ id }) => id)).toEqual([
    'b',
    '0',
    'a',
  ]);
});
