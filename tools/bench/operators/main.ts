import { OPERATOR_CASES, type OperatorCase } from '@flotilla/testing';
import { answerRequest } from '../answer-request';
import type { Figure } from '../judge.mjs';
import { BENCH_SCHEMES, type BenchScheme } from '../quantizer/schemes';
import { peerEnvironment } from '../quantizer/peer/peer-environment';
import { readCommandLine } from '../quantizer/sides/command-line';
import { measureOperators } from './measure-operators';
import { shortfall } from './operator-bars';
import type { OperatorResult } from './operator-result';
import { operatorsText } from './operators-text';

// `node tools/run-ts.cjs main.ts REQUEST RESULTS`: the request as JSON, and the file to write figures, text and results to.

interface Request {
  /** Operators' codes, divided by commas; all of them by default. */
  readonly operators?: string;
  readonly schemes: string;
}

async function run({ operators, schemes }: Request): Promise<object> {
  const cases = chosen(operators?.split(','));
  const peer = await peerEnvironment();
  const commandLine = await readCommandLine();
  const results: OperatorResult[] = [];
  for (const scheme of schemes.split(',').map(integerScheme)) {
    console.error(`${scheme.name}: ${cases.length} models of one operator`);
    results.push(...(await measureOperators(peer, commandLine, cases, scheme)));
  }
  return { figures: figures(results), text: operatorsText(results), details: { results } };
}

function chosen(codes: readonly string[] | undefined): readonly OperatorCase[] {
  if (codes === undefined) return OPERATOR_CASES;
  const cases = OPERATOR_CASES.filter(({ code }) => codes.includes(code));
  const unknown = codes.find((wanted) => !cases.some(({ code }) => code === wanted));
  if (unknown !== undefined) throw new Error(`There is no model of the operator ${unknown}`);
  return cases;
}

function integerScheme(wanted: string): BenchScheme {
  const scheme = BENCH_SCHEMES.find(({ name, integer }) => integer && name === wanted);
  if (scheme === undefined) throw new Error(`${wanted} is no scheme of integer activations`);
  return scheme;
}

function figures(results: readonly OperatorResult[]): Figure[] {
  const schemes = [...new Set(results.map(({ scheme }) => scheme))];
  return schemes.map((scheme) => {
    const own = results.filter((result) => result.scheme === scheme);
    const built = own.filter(({ ours }) => ours.status !== 'not built');
    const short = built.filter((result) => shortfall(result) !== undefined);
    return {
      name: `${scheme}: operators that miss`,
      unit: '',
      values: built.length === 0 ? [] : [short.length],
      missing: built.length < own.length ? ['not built yet'] : [],
      note: `of ${own.length}`,
      atMost: 0,
    };
  });
}

answerRequest((request) => run(JSON.parse(request) as Request));
