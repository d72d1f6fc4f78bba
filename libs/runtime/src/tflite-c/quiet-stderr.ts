import koffi, { type KoffiFunc } from 'koffi';

type Descriptor = number;

/**
 * TensorFlow Lite announces its XNNPACK delegate, and some faults, on standard error, past any reporter; what we want to
 * know of it arrives as a status. Calls a native function with standard error shut, where that can be had (POSIX).
 */
export type RunQuietly = <T>(call: () => T) => T;

const standardError: Descriptor = 2;
const writeOnly = 1;

export function quietStandardError(platform: string): RunQuietly {
  if (platform === 'win32') return (call) => call();
  const libc = koffi.load(null);
  const duplicate = libc.func('dup', 'int', ['int']) as KoffiFunc<(from: Descriptor) => Descriptor>;
  const replace = libc.func('dup2', 'int', ['int', 'int']) as KoffiFunc<
    (from: Descriptor, to: Descriptor) => Descriptor
  >;
  const open = libc.func('open', 'int', ['str', 'int']) as KoffiFunc<
    (path: string, flags: number) => Descriptor
  >;
  const close = libc.func('close', 'int', ['int']) as KoffiFunc<(descriptor: Descriptor) => number>;
  return (call) => {
    const saved = duplicate(standardError);
    const nowhere = open('/dev/null', writeOnly);
    if (saved >= 0 && nowhere >= 0) replace(nowhere, standardError);
    try {
      return call();
    } finally {
      if (saved >= 0 && nowhere >= 0) replace(saved, standardError);
      for (const descriptor of [saved, nowhere]) if (descriptor >= 0) close(descriptor);
    }
  };
}
