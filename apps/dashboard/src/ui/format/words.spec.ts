import { asTitle, formatShape, properName } from './words';

it('asTitle() turns constants into words', () => {
  expect(asTitle('ALREADY_INSTALLED')).toBe('Already installed');
});

it('properName() leaves what it does not know as it came', () => {
  expect([properName('xnnpack'), properName('INT8'), properName('hexagon')]).toEqual([
    'XNNPACK',
    'int8',
    'hexagon',
  ]);
});

it('formatShape() marks open axes', () => {
  expect(formatShape([-1, 28, 28, 1])).toBe('? × 28 × 28 × 1');
  expect(formatShape([])).toBe('scalar');
});
