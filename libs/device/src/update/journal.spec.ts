import * as fc from 'fast-check';
import { installedVariants } from './installed';
import { emptyJournal, parseJournal } from './journal';

describe('parseJournal()', () => {
  it('reads an empty journal back', () => {
    expect(parseJournal(JSON.parse(JSON.stringify(emptyJournal)))).toEqual(emptyJournal);
  });

  it.each([
    null,
    1,
    'x',
    [],
    {},
    { ...emptyJournal, format: 2 },
    { ...emptyJournal, session: '-1' },
  ])('takes %j for no journal', (value) => {
    expect(parseJournal(value)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        parseJournal(value);
        parseJournal({ ...emptyJournal, models: value });
      }),
    );
  });
});

describe('installedVariants()', () => {
  it('is empty on a new device', () => {
    expect(installedVariants(emptyJournal)).toEqual([]);
  });
});
