import { comparedTensor, madeUpReport } from '../../test/made-up-report';
import type { MeasuredProof } from '../verify/proof';
import { proofWarnings } from './warnings';

const proof = madeUpReport().proof as MeasuredProof;
const check = { runtime: 'other', version: '1', isTarget: false };

describe('proofWarnings()', () => {
  it('has nothing to say where all is well', () => {
    expect(proofWarnings(proof, [{ ...check, runs: true }])).toEqual([]);
  });

  it('repeats the words of a runtime that refuses', () => {
    const refused = { ...check, runs: false, message: 'no such version' };
    expect(proofWarnings(proof, [refused])).toEqual([
      { code: 'RUNTIME_REFUSED', message: 'no such version' },
    ]);
  });

  it('names outputs that were not finite', () => {
    const outputs = [comparedTensor(), comparedTensor({ name: 'boxes', notFinite: 3 })];
    expect(proofWarnings({ ...proof, outputs }, [])).toEqual([
      { code: 'NON_FINITE_OUTPUT', message: expect.stringContaining('boxes') as string },
    ]);
  });
});
