import type { PostgresBinaries } from './binaries';

/** Nothing of ours but what the server needs: its libraries, and messages and times without a locale. */
export function environmentOf({ libraryDirectory }: PostgresBinaries): Record<string, string> {
  return {
    LD_LIBRARY_PATH: libraryDirectory,
    DYLD_LIBRARY_PATH: libraryDirectory,
    LC_ALL: 'C',
    TZ: 'UTC',
    PATH: '/usr/bin:/bin',
  };
}
