import { problemOf } from './problem';

describe('problemOf()', () => {
  it('keeps the server’s code and words', () => {
    const graphQLErrors = [{ message: 'is PAUSED', extensions: { code: 'STATE_CONFLICT' } }];
    const shown = problemOf({ message: '[GraphQL] is PAUSED', graphQLErrors });
    expect(shown).toMatchObject({ code: 'STATE_CONFLICT', message: 'is PAUSED' });
    expect(shown.advice).not.toBeNull();
  });

  it('calls a failure without an answer unreachable', () => {
    const networkError = new TypeError('Failed to fetch');
    expect(problemOf({ message: '[Network]', networkError, graphQLErrors: [] }).code).toBe(
      'UNREACHABLE',
    );
  });

  it('gives no advice for a code that it does not know', () => {
    const graphQLErrors = [{ message: 'odd', extensions: { code: 'NEW_CODE' } }];
    expect(problemOf({ message: 'odd', graphQLErrors }).advice).toBeNull();
  });
});
