import { madeUpReport } from '../../test/made-up-report';
import { computation } from './computation';

const [operator] = madeUpReport().operators;

describe('computation()', () => {
  it('counts by scheme, and as float what kernels compute in float', () => {
    const schemes = ['int8', 'float', 'weight-only', 'dynamic', 'int8'] as const;
    const outcomes = schemes.map((scheme) => ({ ...operator!, scheme }));
    expect(computation(outcomes)).toEqual({
      multiplyAdds: 5000,
      byScheme: [
        { scheme: 'int8', operators: 2, multiplyAdds: 2000 },
        { scheme: 'float', operators: 1, multiplyAdds: 1000 },
        { scheme: 'weight-only', operators: 1, multiplyAdds: 1000 },
        { scheme: 'dynamic', operators: 1, multiplyAdds: 1000 },
      ],
      floatShare: 0.4,
    });
  });

  it('has no share where nothing is multiplied', () => {
    expect(computation([{ ...operator!, multiplyAdds: 0 }]).floatShare).toBeNull();
  });
});
