import { processorDelegate } from './processor-delegate';

describe('processorDelegate()', () => {
  it('is XNNPACK where the runtime has it, and never another processor', () => {
    expect(processorDelegate({ delegates: ['cpu', 'xnnpack', 'gpu'] })).toBe('xnnpack');
    expect(processorDelegate({ delegates: ['cpu', 'gpu'] })).toBe('cpu');
  });
});
