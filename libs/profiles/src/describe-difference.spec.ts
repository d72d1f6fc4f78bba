import { describeDifference } from './describe-difference';

const profile = { architecture: 'arm64', delegates: ['gpu', 'xnnpack', 'cpu'] } as const;
const any = { architecture: 'any', delegates: ['xnnpack'] } as const;

describe('describeDifference()', () => {
  it.each([
    ['', { delegate: 'gpu', architecture: 'arm64' }],
    ['GPU absent, ran XNNPACK', { delegate: 'xnnpack', architecture: 'arm64' }],
    ['GPU and XNNPACK absent, ran CPU', { delegate: 'cpu', architecture: 'arm64' }],
    ['arm64 absent, ran x64', { delegate: 'gpu', architecture: 'x64' }],
    [
      'GPU absent, ran XNNPACK; arm64 absent, ran x64',
      { delegate: 'xnnpack', architecture: 'x64' },
    ],
    ['GPU and XNNPACK and CPU absent, ran npu', { delegate: 'npu', architecture: 'arm64' }],
  ])('says "%s" of %p', (text, ran) => {
    expect(describeDifference({ ...profile, delegates: [...profile.delegates] }, ran)).toBe(text);
  });

  it('minds no processor where the profile names none', () => {
    const ran = { delegate: 'xnnpack', architecture: 'riscv64' };
    expect(describeDifference({ ...any, delegates: [...any.delegates] }, ran)).toBe('');
  });
});
