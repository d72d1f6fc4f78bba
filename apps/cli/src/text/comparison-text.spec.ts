import type { ComparedTensor } from '@flotilla/evaluation';
import { wilson } from '@flotilla/foundation';
import { comparisonTable, comparisonText } from './comparison-text';

const compared = (facts: Partial<ComparedTensor>): ComparedTensor => ({
  name: 'y',
  type: 'INT8',
  samples: 2,
  values: 2000,
  notFinite: 0,
  snrDb: 31.24,
  cosine: 0.9995,
  maxAbsoluteError: 0.0125,
  klDivergence: null,
  top1Agreement: null,
  ...facts,
});

describe('comparisonTable()', () => {
  it('leaves out columns that say nothing', () => {
    const text = comparisonTable('output', [compared({})]);
    expect(text).toContain('31.2 dB');
    expect(text).toContain('2,000');
    expect(text).not.toContain('KL');
    expect(text).not.toContain('top-1');
  });

  it('shows what a classifier agrees in', () => {
    const scores = compared({ klDivergence: 0.00123, top1Agreement: wilson(1, 2) });
    expect(comparisonTable('output', [scores, compared({})])).toMatch(/0\.00123\s+1 of 2/);
  });

  it('tells no error from no signal', () => {
    const text = comparisonTable('tensor', [
      compared({ snrDb: null, maxAbsoluteError: 0 }),
      compared({ snrDb: null, maxAbsoluteError: 0.5 }),
    ]);
    expect(text).toContain('exact');
    expect(text).toContain('no signal');
  });
});

describe('comparisonText()', () => {
  it('says on how many samples, where, and what was left out', () => {
    const text = comparisonText({
      reference: 'a.tflite',
      model: 'b.tflite',
      runtime: { name: 'tflite', version: '2.9.0' },
      delegate: 'cpu',
      sampleCount: 1,
      outputs: [compared({})],
      tensors: [compared({})],
      unmatchedTensors: 3,
    });
    expect(text).toContain('b.tflite beside a.tflite: 1 sample, tflite 2.9.0 (cpu)');
    expect(text).toContain('3 tensors of a.tflite without a like');
  });
});
