import { join } from 'node:path';
import type { MessageKind } from '../src/index';

export function fixturePaths(kind: MessageKind): { readonly golden: string; readonly fbs: string } {
  return {
    golden: join(__dirname, 'golden', `${kind}.bin`),
    fbs: join(__dirname, '..', 'schema', `${kind}.fbs`),
  };
}
