import type { DelegateOutcome } from '@flotilla/quantizer';
import { delegatesText } from './delegates-text';

const outcome: DelegateOutcome = {
  delegate: 'GPU',
  operators: 5,
  delegatedOperators: 3,
  delegatedMultiplyAdds: 0.5,
  partitions: 1,
  refused: [
    { operator: 'ABS', reason: 'no kernel', count: 1 },
    { operator: 'EXP', reason: 'no kernel', count: 1 },
  ],
  unknown: [{ operator: 'GELU', reason: 'not documented', count: 2 }],
};

describe('delegatesText()', () => {
  it('gives each reason a line, and says what is unknown', () => {
    expect(delegatesText([outcome]).split('\n')).toEqual([
      'delegate  takes   multiply-adds  partitions  leaves',
      'GPU       3 of 5  50.0 %         1           1 × ABS, 1 × EXP: no kernel',
      '                                             unknown: 2 × GELU: not documented',
    ]);
  });

  it('stays short', () => {
    const operators = ['A', 'B', 'C', 'D'];
    const refused = operators.flatMap((operator) =>
      ['r', 's', 't', 'u', 'v'].map((reason) => ({ operator, reason, count: 1 })),
    );
    const text = delegatesText([{ ...outcome, delegatedMultiplyAdds: null, refused, unknown: [] }]);
    expect(text).toContain('1 × A, 1 × B, 1 × C, …: r');
    expect(text).toContain('and for 2 more reasons');
    expect(text.split('\n')).toHaveLength(5);
  });
});
