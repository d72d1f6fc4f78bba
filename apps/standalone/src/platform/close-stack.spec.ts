import { CloseStack } from './close-stack';

describe('CloseStack', () => {
  it('ends in reverse order, once', async () => {
    const ended: string[] = [];
    const stack = new CloseStack();
    for (const part of ['database', 'bus', 'server'])
      stack.add(() => {
        ended.push(part);
        return Promise.resolve();
      });
    await Promise.all([stack.close(), stack.close()]);
    expect(ended).toEqual(['server', 'bus', 'database']);
  });

  it('ends the rest when one fails, and tells of it', async () => {
    const ended: string[] = [];
    const stack = new CloseStack();
    stack.add(() => {
      ended.push('database');
      return Promise.resolve();
    });
    stack.add(() => Promise.reject(new Error('stuck')));
    await expect(stack.close()).rejects.toThrow(AggregateError);
    expect(ended).toEqual(['database']);
  });
});
