import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { QUANTIZER_VERSION } from './quantizer-version';

it('QUANTIZER_VERSION is that of the package', () => {
  const manifest = readFileSync(join(__dirname, '../../package.json'), 'utf8');
  expect(JSON.parse(manifest)).toMatchObject({ version: QUANTIZER_VERSION });
});
