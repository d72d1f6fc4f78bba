import { errorText, LitertLog } from './litert-log';

describe('LitertLog', () => {
  it('gives the errors since the last call, once', () => {
    const log = new LitertLog();
    log.write('INFO: Created TensorFlow Lite XNNPACK delegate for CPU.');
    expect(log.takeError()).toBeUndefined();
    log.write('WARNING: [npu_registry.cc:34] NPU accelerator could not be loaded');
    log.write('ERROR: gather index out of bounds');
    log.write('ERROR: [litert_compiled_model.cc:164] Failed to invoke');
    expect(log.takeError()).toBe('gather index out of bounds; Failed to invoke');
    expect(log.takeError()).toBeUndefined();
  });

  it('keeps what belongs to an error, such as the lines below it', () => {
    const log = new LitertLog();
    log.write('ERROR: Encountered unresolved custom op: Nope.');
    log.write('See instructions: https://www.tensorflow.org/lite/guide/ops_custom ');
    expect(log.takeError()).toMatch(/^Encountered .*: Nope\.; See /);
  });

  it('bounds what a model can make it keep', () => {
    const log = new LitertLog();
    for (let line = 0; line < 1000; line++) log.write(`ERROR: ${'x'.repeat(100_000)}`);
    expect(log.takeError()?.length).toBeLessThan(5000);
  });
});

describe('errorText()', () => {
  it('tells places in the sources only where nothing else is said', () => {
    expect(errorText('ERROR: [a.h:1]\n└ ERROR: [b.cc:2] no such thing')).toBe('no such thing');
    expect(errorText('ERROR: [a.h:1]\n└ ERROR: [b.cc:2]')).toBe('[a.h:1]; [b.cc:2]');
    expect(errorText('Failed to load model from buffer')).toBe('Failed to load model from buffer');
  });
});
