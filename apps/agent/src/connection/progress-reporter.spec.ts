import type { Progress } from '@flotilla/protocol';
import { ProgressReporter } from './progress-reporter';

const progress: Progress = {
  session: 1n,
  rolloutId: 'r',
  model: 'm',
  variantId: 'v',
  attempt: 1,
  version: 1,
  state: 'downloading',
  fraction: 0,
  code: '',
  message: '',
  delegate: '',
};

function reporter() {
  const sent: Progress[] = [];
  const state = { nowMs: 0, isConnected: true };
  const made = new ProgressReporter({
    nowMs: () => state.nowMs,
    send: (each) => {
      if (state.isConnected) sent.push(each);
      return state.isConnected;
    },
  });
  return { made, sent, state };
}

describe('ProgressReporter', () => {
  it('tells what changed, once', () => {
    const { made, sent } = reporter();
    made.report(progress);
    made.report(progress);
    made.report({ ...progress, state: 'verifying' });
    expect(sent.map(({ state }) => state)).toEqual(['downloading', 'verifying']);
  });

  it('tells fractions at most once a second', () => {
    const { made, sent, state } = reporter();
    for (let i = 0; i <= 30; i += 1) {
      state.nowMs = i * 100;
      made.report({ ...progress, fraction: i / 30 });
    }
    expect(sent).toHaveLength(4);
  });

  it('tells again what was not delivered, and everything to a new session', () => {
    const { made, sent, state } = reporter();
    state.isConnected = false;
    made.report(progress);
    state.isConnected = true;
    made.report(progress);
    made.forget();
    made.report(progress);
    expect(sent).toHaveLength(2);
  });
});
