/** `ALREADY_INSTALLED` → `already installed`. */
export function inWords(constant: string): string {
  return constant.toLowerCase().replaceAll('_', ' ');
}

/** `ALREADY_INSTALLED` → `Already installed`. */
export function asTitle(constant: string): string {
  const words = inWords(constant);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const proper: Readonly<Record<string, string>> = {
  XNNPACK: 'XNNPACK',
  CPU: 'CPU',
  GPU: 'GPU',
  ARM64: 'arm64',
  X64: 'x64',
  ANY: 'any',
  INT8: 'int8',
  FLOAT16: 'float16',
  FLOAT32: 'float32',
  DYNAMIC: 'dynamic range',
};

/** The usual spelling of a delegate, architecture or scheme; anything else as the device wrote it. */
export function properName(constant: string): string {
  return proper[constant.toUpperCase()] ?? constant;
}

/** A tensor shape with `?` where it is open: `? × 28 × 28 × 1`. */
export function formatShape(shape: readonly number[]): string {
  if (shape.length === 0) return 'scalar';
  return shape.map((size) => (size < 0 ? '?' : String(size))).join(' × ');
}
