/** Makes an unhandled member of a union fail to compile, and fail loudly should it arrive at run time. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value ${JSON.stringify(value)}`);
}
