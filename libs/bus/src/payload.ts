/**
 * A deep copy of a message: plain objects and arrays (frozen), primitives and `Uint8Array`s. Two parties of the bus
 * never share mutable state, and nothing passes in one process that could not pass between two.
 * @throws TypeError for functions, symbols and instances of other classes
 */
export function copyPayload<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new TypeError(`a ${typeof value} cannot travel on the bus; send plain data`);
  }
  if (typeof value !== 'object' || value === null) return value;
  // A plain Uint8Array of its own, also for a Buffer: that one may be a window on a pool shared with others.
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (Array.isArray(value)) return Object.freeze(value.map(copy));
  if (!isPlain(value)) {
    throw new TypeError(
      `an instance of ${value.constructor.name} cannot travel on the bus; send plain data`,
    );
  }
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.freeze(Object.fromEntries(entries.map(([key, member]) => [key, copy(member)])));
}

/** Also for objects of another realm (a child process's message under a test runner), whose `Object` is not ours. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
