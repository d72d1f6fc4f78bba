import { existsSync } from 'node:fs';
import { codeThrownBy } from '@flotilla/foundation/testing';
import { libraryPath } from './library-path';

describe('libraryPath()', () => {
  it.each(['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64'])(
    'finds a library for %s',
    (key) => {
      const [platform = '', architecture = ''] = key.split('-');
      expect(existsSync(libraryPath(platform, architecture))).toBe(true);
    },
  );

  it('names a platform that has none', () => {
    expect(codeThrownBy(() => libraryPath('sunos', 'x64'))).toBe('RUNTIME_LIBRARY_MISSING');
  });
});
