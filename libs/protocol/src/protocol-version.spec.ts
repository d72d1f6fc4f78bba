import * as fc from 'fast-check';
import { negotiateVersion, type ProtocolRange } from './protocol-version';

const range = fc
  .tuple(fc.nat(20), fc.nat(20))
  .map(([minimum, more]): ProtocolRange => ({ minimum, maximum: minimum + more }));

function speaks({ minimum, maximum }: ProtocolRange, version: number): boolean {
  return version >= minimum && version <= maximum;
}

describe('negotiateVersion()', () => {
  it('finds the newest version that both speak, or none', () => {
    fc.assert(
      fc.property(range, range, (ours, theirs) => {
        const shared = Array.from({ length: 41 }, (_, version) => version).filter(
          (version) => speaks(ours, version) && speaks(theirs, version),
        );
        expect(negotiateVersion(ours, theirs)).toBe(shared.at(-1));
      }),
    );
  });
});
