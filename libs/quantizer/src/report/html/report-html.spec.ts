import { wilson } from '@flotilla/foundation';
import { comparedTensor, madeUpReport } from '../../../test/made-up-report';
import type { MeasuredProof } from '../../verify/proof';
import type { QuantizationReport } from '../quantization-report';
import { reportHtml } from './report-html';

const HOSTILE = `"><script>alert(1)</script><img src=https://evil.example/x onerror='f()'>&amp;`;

const proof = madeUpReport().proof as MeasuredProof;

/** A report that bears the name wherever a model's maker may put one. */
function named(name: string): QuantizationReport {
  const [operator] = madeUpReport().operators;
  const tensor = comparedTensor({ name, type: name });
  return madeUpReport({
    preparation: { [name]: 1 },
    operators: [{ ...operator!, operator: name, output: name }],
    leftFloat: [{ operator: name, output: name, reason: name, multiplyAdds: 0 }],
    sizeBreakdown: {
      ...madeUpReport().sizeBreakdown,
      weightsByOperator: [{ operator: name, constants: 1, bytes: 1 }],
    },
    floatIslands: [{ subgraph: 0, operators: [{ operator: name, output: name }], multiplyAdds: 1 }],
    delegates: [
      {
        delegate: name,
        operators: 1,
        delegatedOperators: 0,
        delegatedMultiplyAdds: null,
        partitions: 0,
        refused: [{ operator: name, reason: name, count: 1 }],
        unknown: [{ operator: name, reason: name, count: 1 }],
        caveat: name,
      },
    ],
    runtimes: [{ runtime: name, version: name, isTarget: false, runs: false, message: name }],
    proof: { ...proof, outputs: [tensor], tensors: [tensor] },
    warnings: [{ code: 'RUNTIME_REFUSED', message: name }],
  });
}

describe('reportHtml()', () => {
  it('shows the figures with what they were counted on', () => {
    const output = comparedTensor({
      name: 'scores',
      klDivergence: 0.0123,
      top1Agreement: wilson(3, 4),
    });
    const html = reportHtml(madeUpReport({ proof: { ...proof, outputs: [output] } }), 'a.tflite');
    expect(html).toContain('<h1>a.tflite</h1>');
    expect(html).toContain('30.0 dB');
    expect(html).toContain('4 samples, 40 values, same top-1 in 3 of 4');
    expect(html).toContain('0.0123');
    expect(html).toContain('1.00 kB');
    expect(html).toContain('900 B');
  });

  it('says unknown where nothing was measured', () => {
    const html = reportHtml(
      madeUpReport({ proof: { status: 'unknown', reasonCode: 'NO_DATA', reason: 'no data' } }),
      'a.tflite',
    );
    expect(html).toContain('<b>unknown</b>');
    expect(html).not.toContain(' dB<');
  });

  it('lets no name become markup or ask for anything', () => {
    const html = reportHtml(named(HOSTILE), HOSTILE);
    const tags = new Set(Array.from(html.matchAll(/<([a-z0-9]+)/g), ([, tag]) => tag));
    for (const tag of ['script', 'img', 'link', 'iframe', 'object'])
      expect(tags).not.toContain(tag);
    // Outside tags every `<` and `>` of a name is an entity, and inside them every quote.
    const withoutTags = html
      .replace(/<style>[^]*?<\/style>/, '')
      .replaceAll(/<[^<>"]*(?:"[^"<>]*"[^<>"]*)*>/g, '');
    expect(withoutTags).not.toMatch(/[<>]/);
    expect(html).not.toMatch(/<[^>]*(?:\son\w+=|\ssrc=|\shref=)/);
    expect(html).toContain("default-src 'none'".replaceAll("'", '&#39;'));
  });

  it('opens and closes every element', () => {
    const html = reportHtml(named('n'), 'n');
    const voids = new Set(['meta', 'line', 'rect']);
    const open: string[] = [];
    for (const [, slash, tag = ''] of html.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
      if (voids.has(tag)) continue;
      if (slash === '') open.push(tag);
      else expect(open.pop()).toBe(tag);
    }
    expect(open).toEqual([]);
  });

  it('stays legible with hundreds of activations, exact ones and hopeless ones', () => {
    const tensors = Array.from({ length: 600 }, (_, at) =>
      comparedTensor({
        name: `t${at}`,
        snrDb: at % 7 === 0 ? null : 40 - at / 10,
        maxAbsoluteError: at % 7 === 0 ? 0 : 1,
      }),
    );
    const html = reportHtml(madeUpReport({ proof: { ...proof, tensors } }), 'long.tflite');
    expect(html.match(/class="column"/g)).toHaveLength(600);
    expect(html).toContain('All 600 activations');
    // −20 dB hangs below the line at 0.
    expect(html).toContain('>-20</text>');
    for (const [, height = ''] of html.matchAll(/class="bar [a-z]+"[^>]*height="([^"]+)"/g))
      expect(Number(height)).toBeGreaterThan(0);
    expect(Buffer.byteLength(html)).toBeLessThan(600_000);
  });

  it('folds what is long and groups what repeats', () => {
    const left = Array.from({ length: 30 }, (_, at) => ({
      operator: 'PRELU',
      output: `p${at}`,
      reason: 'no kernel',
      multiplyAdds: 2,
    }));
    const islands = left.map(({ operator, output }) => ({
      subgraph: 0,
      operators: [{ operator, output }],
      multiplyAdds: 0,
    }));
    const html = reportHtml(madeUpReport({ leftFloat: left, floatIslands: islands }), 'a.tflite');
    expect(html).toContain('<summary>30 operators by output</summary>');
    expect(html).toContain('<summary>25 further islands</summary>');
  });
});
