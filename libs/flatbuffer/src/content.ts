import type { ElementType } from './field-type';
import type { PlainValue } from './infer';

/** Text that is the same for values that are written alike, given their type. */
export function contentOf(value: PlainValue): string {
  // The text of −0 is that of 0.
  if (Object.is(value, -0)) return '-0';
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, field]) => `${name}=${field === undefined ? '' : contentOf(field)}`)
    .join();
}

/** Tells vectors apart whose elements read alike but are written otherwise. */
export function elementKey(type: ElementType): string {
  switch (type.kind) {
    case 'scalar':
      return type.scalar;
    case 'enum':
    case 'struct':
      return type.name;
    case 'string':
    case 'table':
      return '@';
  }
}
