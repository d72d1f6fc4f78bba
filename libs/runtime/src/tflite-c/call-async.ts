import type { KoffiFunc } from 'koffi';

/** Calls a native function on one of koffi's threads, so that the event loop stays free meanwhile. */
export function callAsync<A extends unknown[], R>(
  native: KoffiFunc<(...args: A) => R>,
  ...args: A
): Promise<R> {
  return new Promise((resolve, reject) => {
    native.async(...args, (error: unknown, result: R) => {
      if (error instanceof Error) reject(error);
      else resolve(result);
    });
  });
}
