/** The part of jsfive that is used; the package brings no types. */
declare module 'jsfive' {
  export class Group {
    readonly keys: string[];
    readonly attrs: Readonly<Record<string, unknown>>;
    /** Throws when there is nothing of that name. */
    get(path: string): Group | Dataset | null | undefined;
  }
  export class Dataset {
    readonly shape: number[];
    /** NumPy's notation (`<f4`), or a list for compound types. */
    readonly dtype: unknown;
    /** Reads all elements, row-major. */
    readonly value: unknown;
    /** How it is stored; `chunks` is empty for contiguous data. */
    readonly _dataobjects: { readonly chunks: number[] | null | undefined };
  }
  export class File extends Group {
    constructor(file: ArrayBuffer, name?: string);
  }
}
