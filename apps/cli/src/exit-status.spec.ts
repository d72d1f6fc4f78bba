import { CommanderError } from 'commander';
import { CodedError } from '@flotilla/foundation';
import { exitStatusOf } from './exit-status';

describe('exitStatusOf()', () => {
  it('blames arguments and files for coded errors, in one line', () => {
    const { exitCode, message } = exitStatusOf(new CodedError('NPY_INVALID', 'first\n  second'));
    expect({ exitCode, message }).toEqual({ exitCode: 2, message: 'first second' });
  });

  it('blames itself for a broken installation and for what nobody foresaw', () => {
    expect(exitStatusOf(new CodedError('RUNTIME_LIBRARY_MISSING', 'x')).exitCode).toBe(1);
    expect(exitStatusOf(new TypeError('x')).exitCode).toBe(1);
    expect(exitStatusOf('thrown text').exitCode).toBe(1);
  });

  it('takes printed help for success', () => {
    expect(exitStatusOf(new CommanderError(0, 'commander.helpDisplayed', 'x'))).toEqual({
      exitCode: 0,
    });
  });
});
