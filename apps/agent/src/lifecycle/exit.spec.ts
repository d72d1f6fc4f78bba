import { CodedError } from '@flotilla/foundation';
import { agentError } from '../errors';
import { exitOf } from './exit';

describe('exitOf()', () => {
  it('tells what a restart may mend from what it cannot', () => {
    expect(exitOf(agentError('DATA_FOLDER_IN_USE', 'x')).exitCode).toBe(1);
    expect(exitOf(agentError('ENROLMENT_REFUSED', 'x')).exitCode).toBe(2);
    expect(exitOf(new CodedError('SOMETHING_ELSE', 'x')).exitCode).toBe(1);
  });

  it('shows a stack for faults of its own alone', () => {
    expect(exitOf(agentError('NOT_ENROLLED', 'why')).message).toBe('why');
    expect(exitOf(Object.assign(new Error('why'), { syscall: 'open' })).message).toBe('why');
    expect(exitOf(new TypeError('bug')).message).toMatch(/TypeError: bug\n +at /);
    expect(exitOf('thrown text').message).toBe('thrown text');
  });
});
