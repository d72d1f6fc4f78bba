import { readFileSync, writeFileSync } from 'node:fs';
import { inProcess, sample, temporaryFolder } from './flotilla';

const file = temporaryFolder();
const float = file('float.tflite');
const out = file('out.tflite');

function recipeFile(name: string, content: unknown): string {
  writeFileSync(file(name), JSON.stringify(content));
  return file(name);
}

beforeAll(async () => {
  await inProcess('convert', sample('model.keras'), float);
}, 60_000);

describe('quantize --recipe', () => {
  it('follows the rules of a file, and names it in what it tells', async () => {
    const recipe = recipeFile('mixed.json', {
      format: 'flotilla/recipe/1',
      name: 'small matrices',
      rules: [
        { scheme: 'float16' },
        { operators: ['FULLY_CONNECTED'], scheme: 'dynamic' },
        { operators: ['SVDF'], scheme: 'dynamic' },
      ],
    });
    const report = file('report.json');
    const outcome = await inProcess(
      ...['quantize', float, out, '--recipe', recipe, '--report', report],
    );
    expect(outcome).toMatchObject({ status: 0 });
    expect(outcome.stdout).toContain(`${out}: small matrices\n`);
    expect(outcome.stderr).toContain('rules[2]');
    const { scheme, operators } = JSON.parse(readFileSync(report, 'utf8')) as {
      scheme: string;
      operators: { operator: string; scheme: string }[];
    };
    expect(scheme).toBe('small matrices');
    expect(new Set(operators.map((each) => each.scheme))).toEqual(
      new Set(['float16', 'dynamic', 'float']),
    );
  });

  it('knows names', async () => {
    const outcome = await inProcess('quantize', float, out, '--recipe', 'dynamic_wi8_afp32');
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
    expect(outcome.stdout).toContain('dynamic_wi8_afp32');
  });

  it.each([
    ['USAGE', []],
    ['USAGE', ['--scheme', 'int8', '--recipe', 'static_wi8_ai8']],
    ['USAGE', ['--recipe', 'static_wi8_ai8']],
    ['RECIPE_UNSUPPORTED', ['--recipe', 'dynamic_wi2_afp32']],
    ['FILE_MISSING', ['--recipe', 'no-such-recipe']],
    ['RECIPE_INVALID', ['--recipe', sample('model.keras')]],
  ])('says %s to %j', async (code, options) => {
    const outcome = await inProcess('quantize', float, file('none.tflite'), ...options);
    expect(outcome).toMatchObject({ status: 2, stdout: '', code });
  });

  it('prints the schema of recipe files without a model', async () => {
    const { status, stdout } = await inProcess('quantize', '--recipe-schema');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ required: ['format', 'rules'] });
  });
});
