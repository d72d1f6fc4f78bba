import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toFbs } from '@flotilla/flatbuffer';
import { readModel, writeModel } from '@flotilla/tflite';
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

  it.each([
    ['a plain model', denseModel()],
    ['a model of the rarer parts', elaborateModel()],
  ])('gives back %s through JSON', (_, model) => {
    const flatc = (...args: string[]) =>
      execFileSync('flatc', args, { cwd: folder, stdio: 'pipe' });
    writeFileSync(join(folder, 'ours.tflite'), writeModel(model));
    flatc('--json', '--strict-json', 'tflite.fbs', '--', 'ours.tflite');
    renameSync(join(folder, 'ours.json'), join(folder, 'theirs.json'));
    flatc('--binary', 'tflite.fbs', 'theirs.json');
    expect(readModel(readFileSync(join(folder, 'theirs.tflite')))).toEqual(model);
  });
});
