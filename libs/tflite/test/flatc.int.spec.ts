import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode, encode, toFbs } from '@flotilla/flatbuffer';
import { readModel, readModelMetadata, writeModel } from '@flotilla/tflite';
import { METADATA_SCHEMA } from '../src/metadata/schema';
import { TFLITE_SCHEMA } from '../src/schema/file-model';
import { denseModel, elaborateModel } from './sample-model';

const found = spawnSync('flatc', ['--version']).status === 0;
if (!found && process.env['CI']) throw new Error('CI lacks flatc: install flatbuffers-compiler');

const title = found ? '' : ' (skipped: flatc is missing, Debian has it in flatbuffers-compiler)';
(found ? describe : describe.skip)(`writeModel(), read by flatc${title}`, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'flotilla-flatc-'));
    writeFileSync(join(folder, 'tflite.fbs'), toFbs(TFLITE_SCHEMA));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const flatc = (...args: string[]) => execFileSync('flatc', args, { cwd: folder, stdio: 'pipe' });

  it.each([
    ['a plain model', denseModel()],
    ['a model of the rarer parts', elaborateModel()],
  ])('gives back %s through JSON', (_, model) => {
    writeFileSync(join(folder, 'ours.tflite'), writeModel(model));
    flatc('--json', '--strict-json', 'tflite.fbs', '--', 'ours.tflite');
    renameSync(join(folder, 'ours.json'), join(folder, 'theirs.json'));
    flatc('--binary', 'tflite.fbs', 'theirs.json');
    expect(readModel(readFileSync(join(folder, 'theirs.tflite')))).toEqual(model);
  });

  it('gives back metadata through JSON', () => {
    const fixture = join(__dirname, 'fixtures/image-classifier.tflite');
    const metadata = readModelMetadata(readModel(readFileSync(fixture)))!;
    // flatc prints six digits.
    metadata.subgraphMetadata[0]!.inputTensorMetadata[0]!.stats = { min: [-1.5], max: [1.5] };
    writeFileSync(join(folder, 'metadata.fbs'), toFbs(METADATA_SCHEMA));
    writeFileSync(join(folder, 'metadata.tflitemeta'), encode(METADATA_SCHEMA, metadata));
    flatc('--json', '--strict-json', 'metadata.fbs', '--', 'metadata.tflitemeta');
    renameSync(join(folder, 'metadata.json'), join(folder, 'again.json'));
    flatc('--binary', 'metadata.fbs', 'again.json');
    expect(decode(METADATA_SCHEMA, readFileSync(join(folder, 'again.tflitemeta')))).toEqual(
      metadata,
    );
  });
});
