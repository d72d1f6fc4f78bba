import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { canReach } from './account';

const root = mkdtempSync(path.join(tmpdir(), 'flotilla-account-'));
const stranger = { uid: 65_533, gid: 65_533 };

describe('canReach()', () => {
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  it('needs every folder above to let the account pass', () => {
    const inner = path.join(root, 'outer/inner');
    mkdirSync(inner, { recursive: true });
    chmodSync(root, 0o711);
    expect(canReach(stranger, path.join(inner, 'file'))).toBe(true);
    expect(canReach(stranger, path.join(root, 'not/there/yet'))).toBe(true);
    chmodSync(path.join(root, 'outer'), 0o700);
    expect(canReach(stranger, path.join(inner, 'file'))).toBe(false);
    expect(canReach(null, path.join(inner, 'file'))).toBe(true);
  });
});
