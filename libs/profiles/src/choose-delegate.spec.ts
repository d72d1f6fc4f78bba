import { chooseDelegate } from './choose-delegate';

describe('chooseDelegate()', () => {
  it('takes the first choice without a note', () => {
    expect(chooseDelegate({ delegates: ['xnnpack', 'cpu'] }, ['cpu', 'xnnpack'])).toEqual({
      delegate: 'xnnpack',
      note: '',
    });
  });

  it('says what is absent', () => {
    expect(chooseDelegate({ delegates: ['gpu', 'xnnpack'] }, ['cpu', 'xnnpack'])).toEqual({
      delegate: 'xnnpack',
      note: 'GPU absent, ran XNNPACK',
    });
  });

  it('gives null when there is none', () => {
    expect(chooseDelegate({ delegates: ['gpu'] }, ['cpu'])).toBeNull();
  });
});
