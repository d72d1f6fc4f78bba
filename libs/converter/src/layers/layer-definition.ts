import type { Shape } from '../shape';
import type { LayerConfig } from './layer-config';

/** A weight that a layer must have, in the source's own layout. */
export interface WeightSpec {
  readonly role: string;
  readonly shape: readonly number[];
}

/** Of a layer that nothing in its configuration changes. */
export type NoAttributes = Record<string, never>;

/** What a kind of layer means apart from how it is lowered. Shape faults are thrown as `ShapeFault`. */
export interface LayerDefinition<Attributes> {
  /** How many inputs one call takes. */
  readonly inputs: 'none' | 'one' | 'many';
  /** For each Keras class of this kind, how its configuration reads. Throws `UnsupportedOption`. */
  readonly classes: Readonly<Record<string, (config: LayerConfig) => Attributes>>;
  /** In the order in which Keras stores them. */
  weights?(attributes: Attributes, inputs: readonly Shape[]): readonly WeightSpec[];
  outputShape(attributes: Attributes, inputs: readonly Shape[]): Shape;
}

/** The input shapes do not suit the layer. */
export class ShapeFault extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'ShapeFault';
  }
}
