import { coarserStep } from './coarser-step';
import type { Choice } from './mix-option';

function choice(saved: number, noise: number): Choice {
  return {
    multiplyAdds: 1,
    options: [
      { scheme: 'weight-only', bytes: -saved, noise: [noise], isInteger: false },
      { scheme: 'float16', bytes: 0, noise: [0], isInteger: false },
    ],
  };
}

const CHOICES = [choice(10, 0.01), choice(30, 0.02), choice(90, 0.5)];
const FINE = CHOICES.map(() => 'float16' as const);

describe('coarserStep()', () => {
  it('saves most of what fits', () => {
    expect(coarserStep(CHOICES, FINE, [0.1], () => false)).toEqual({
      at: 1,
      scheme: 'weight-only',
    });
  });

  it('takes the next one where that was refused, and none that does not fit', () => {
    expect(coarserStep(CHOICES, FINE, [0.1], ({ at }) => at === 1)).toMatchObject({ at: 0 });
    expect(coarserStep(CHOICES, FINE, [0.001], () => false)).toBeUndefined();
  });

  it('gives up no integer kernel', () => {
    const kernel: Choice = {
      multiplyAdds: 1,
      options: [
        { scheme: 'weight-only', bytes: -9, noise: [0], isInteger: false },
        { scheme: 'float16', bytes: 0, noise: [0], isInteger: true },
      ],
    };
    expect(coarserStep([kernel], ['float16'], [1], () => false)).toBeUndefined();
  });
});
