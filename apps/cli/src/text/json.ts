/** A result for programs. `format` names its meaning and changes when that does; new fields may be added. */
export function json(format: `flotilla/${string}/${number}`, value: object): string {
  return JSON.stringify({ format, ...value }, undefined, 2);
}
