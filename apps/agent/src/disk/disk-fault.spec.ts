import { open } from 'node:fs/promises';
import { diskFault } from './disk-fault';

describe('diskFault()', () => {
  it('tells a full disk from a broken one', async () => {
    // Linux's own full disk: every write to it fails with ENOSPC.
    const full = await open('/dev/full', 'w').catch(() => null);
    if (full) {
      const error: unknown = await full.writeFile('x').catch((reason: unknown) => reason);
      await full.close().catch(() => undefined);
      expect(diskFault('store', error).code).toBe('DISK_FULL');
    }
    const missing: unknown = await open('/nowhere/at/all').catch((reason: unknown) => reason);
    expect(diskFault('store', missing).code).toBe('DISK_FAILED');
  });
});
