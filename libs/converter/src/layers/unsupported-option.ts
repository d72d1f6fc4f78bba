/** Thrown while a configuration is read; collected, so that a user sees all of a model's obstacles at once. */
export class UnsupportedOption extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'UnsupportedOption';
  }
}
