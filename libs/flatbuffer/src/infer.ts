import type { Bytes, Enumeration, Scalar, Struct, Table, Text, Union, Vector } from './field-type';

type Flatten<T> = { [K in keyof T]: T[K] };

type DeprecatedKey<F> = {
  [K in keyof F]: F[K] extends { presence: 'deprecated' } ? K : never;
}[keyof F];

type AbsentKey<F> = {
  [K in keyof F]: F[K] extends { presence: 'required' }
    ? never
    : F[K] extends { presence: 'optional' } | { kind: 'table' | 'struct' | 'union' }
      ? K
      : never;
}[keyof F];

type FieldValues<F> = Flatten<
  { -readonly [K in Exclude<keyof F, AbsentKey<F> | DeprecatedKey<F>>]: Infer<F[K]> } & {
    -readonly [K in Exclude<AbsentKey<F>, DeprecatedKey<F>>]?: Infer<F[K]>;
  }
>;

type MemberValue<T> =
  T extends Table<infer N, infer F> ? Flatten<{ type: N } & FieldValues<F>> : never;

/** The plain TypeScript value that a schema type decodes to and is encoded from. */
export type Infer<T> =
  T extends Scalar<infer V>
    ? V
    : T extends Enumeration<infer N>
      ? N
      : T extends Text
        ? string
        : T extends Bytes
          ? Uint8Array
          : T extends Vector<infer E>
            ? Infer<E>[]
            : T extends Struct<infer F>
              ? FieldValues<F>
              : T extends Table<string, infer F>
                ? FieldValues<F>
                : T extends Union<infer M>
                  ? MemberValue<M[number]>
                  : never;

/** What `encode` takes: the decoded shape, read-only all the way down. */
export type DeepReadonly<T> = T extends Uint8Array | string | number | bigint | boolean | undefined
  ? T
  : T extends readonly (infer E)[]
    ? readonly DeepReadonly<E>[]
    : { readonly [K in keyof T]: DeepReadonly<T[K]> };

/** Erased forms that the codec walks at run time; the static types above are what callers see. */
export type PlainValue =
  boolean | number | bigint | string | Uint8Array | PlainValue[] | PlainObject;
export interface PlainObject {
  [name: string]: PlainValue | undefined;
}
