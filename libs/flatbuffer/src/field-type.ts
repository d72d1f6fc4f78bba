/** Names of FlatBuffers scalars, in the format's sized spelling. */
export type ScalarName =
  | 'bool'
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'float32'
  | 'float64';

export type IntegerName = Exclude<ScalarName, 'bool' | 'float32' | 'float64'>;

/**
 * What an absent field means. Unmarked: a scalar has its default, a string, byte string or vector is empty, a table,
 * struct or union is `undefined`. `optional`: absent is `undefined`, distinct from empty. `required`: absent is an
 * error. `deprecated`: the slot stays taken, but is neither read nor written.
 */
export type Presence = 'optional' | 'required' | 'deprecated';

interface Marked {
  readonly presence?: Presence;
}

export interface Scalar<V extends boolean | number | bigint> extends Marked {
  readonly kind: 'scalar';
  readonly scalar: ScalarName;
  readonly default: V;
}

export type AnyScalar = Scalar<boolean> | Scalar<number> | Scalar<bigint>;

/** Members are numbered from 0 in the order of `names`. */
export interface Enumeration<N extends string = string> extends Marked {
  readonly kind: 'enum';
  readonly name: string;
  readonly underlying: Exclude<IntegerName, 'int64' | 'uint64'>;
  readonly names: readonly N[];
  readonly numbers: ReadonlyMap<string, number>;
  /** What an absent field means; the first member unless `withDefault` says otherwise. */
  readonly default: N;
}

export interface Text extends Marked {
  readonly kind: 'string';
}

/** A vector of unsigned bytes, decoded as a view into the input. */
export interface Bytes extends Marked {
  readonly kind: 'bytes';
  readonly forceAlign: number;
}

export type StructFields = Readonly<Record<string, AnyScalar>>;

/** Scalars stored inline in the parent, all always present. */
export interface Struct<F extends StructFields = StructFields> extends Marked {
  readonly kind: 'struct';
  readonly name: string;
  readonly fields: F;
  readonly slots: readonly {
    readonly name: string;
    readonly offset: number;
    readonly type: AnyScalar;
  }[];
  readonly sizeBytes: number;
  readonly alignment: number;
}

export type ElementType = AnyScalar | Enumeration | Text | Struct | Table;

export interface Vector<E extends ElementType = ElementType> extends Marked {
  readonly kind: 'vector';
  readonly element: E;
  readonly forceAlign: number;
}

/** Decodes to the member's fields and `type`, the member's name. */
export interface Union<M extends readonly Table[] = readonly Table[]> extends Marked {
  readonly kind: 'union';
  readonly name: string;
  readonly members: M;
}

export type FieldType = AnyScalar | Enumeration | Text | Bytes | Struct | Vector | Union | Table;

/** A field and the number of its vtable slot; a union takes two slots, of which this is the first. */
export interface Slot {
  readonly name: string;
  readonly slot: number;
  readonly type: FieldType;
}

/** The order of `fields` fixes their numbers: fields are only ever added at the end. */
export interface Table<N extends string = string, F extends Fields = Fields> extends Marked {
  readonly kind: 'table';
  readonly name: N;
  readonly fields: F;
  readonly slots: readonly Slot[];
  readonly slotCount: number;
}

// An interface, since a type alias of a record cannot be circular.
// eslint-disable-next-line @typescript-eslint/consistent-indexed-object-style -- see above
export interface Fields {
  readonly [name: string]: FieldType;
}
