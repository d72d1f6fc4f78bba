import type { SnrDb, Verdict } from '../quantizer/judge/verdict';
import { shortfall } from './operator-bars';
import type { OperatorResult } from './operator-result';

const SIDE = {
  status: 'built',
  built: { path: '', digest: '', measurements: [], measuredNow: true },
} as const;

function verdict(snrDb: SnrDb, equalShare = 0): Verdict {
  return { runtime: '2.3.0', outputs: [{ name: 'output0', snrDb, equalShare }] };
}

function result(
  ours: Verdict,
  ceiling: Verdict,
  more: Partial<OperatorResult> = {},
): OperatorResult {
  return {
    name: 'ADD',
    scheme: 'int8',
    byEquality: [false],
    hasWeights: false,
    ours: SIDE,
    oursVerdict: ours,
    floatOperators: 0,
    peer: verdict(1),
    ceiling,
    ...more,
  };
}

describe('shortfall()', () => {
  it('allows a decibel below the ceiling', () => {
    expect(shortfall(result(verdict(34.1), verdict(35)))).toBeUndefined();
    expect(shortfall(result(verdict(33.9), verdict(35)))).toBe('1.1 dB short');
  });

  it('asks for a least figure only where the ceiling is above it', () => {
    expect(shortfall(result(verdict(29.9), verdict(30.5)))).toBe('below 30 dB');
    expect(shortfall(result(verdict(21), verdict(21.5)))).toBeUndefined();
    const wide = { scheme: '16x8' };
    expect(shortfall(result(verdict(59.5), verdict(60.4), wide))).toBe('below 60 dB');
    expect(
      shortfall(result(verdict(38), verdict(38.5), { ...wide, hasWeights: true })),
    ).toBeUndefined();
  });

  it('holds discontinuous outputs to their share of equal elements', () => {
    const equality = { byEquality: [true] };
    expect(shortfall(result(verdict('none', 0.95), verdict(20, 0.955), equality))).toBeUndefined();
    expect(shortfall(result(verdict(99, 0.9), verdict(20, 0.955), equality))).toBe(
      '5.5 points short',
    );
  });

  it('does not let float pass where a kernel runs', () => {
    expect(shortfall(result(verdict('exact'), verdict(30), { floatOperators: 1 }))).toBe(
      'left in float',
    );
    const noKernel = result(verdict('exact'), verdict(0), {
      floatOperators: 1,
      ceiling: { fault: 'no' },
    });
    expect(shortfall(noKernel)).toBeUndefined();
  });

  it('tells what is not built or refused', () => {
    expect(shortfall(result(verdict(0), verdict(0), { ours: { status: 'not built' } }))).toBe(
      'not built yet',
    );
    const refused = result(verdict(0), verdict(0), { oursVerdict: { fault: 'bad version' } });
    expect(shortfall(refused)).toBe('refused: bad version');
  });
});
