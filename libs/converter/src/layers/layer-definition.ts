import type { LayerAttributes, LayerKind } from '../graph';
import type { Shape } from '../shape';
import type { LayerConfig } from './layer-config';

/** A weight that a layer must have, in the source's own layout. */
export interface WeightSpec {
  readonly role: string;
  readonly shape: readonly number[];
}

/** What a kind of layer means apart from how it is lowered. Shape faults are thrown as `ShapeFault`. */
export interface LayerDefinition<K extends LayerKind> {
  /** How many inputs one call takes. */
  readonly inputs: 'none' | 'one' | 'many';
  /** For each Keras class of this kind, how its configuration reads. Throws `UnsupportedOption`. */
  readonly classes: Readonly<Record<string, (config: LayerConfig) => LayerAttributes[K]>>;
  /** In the order in which Keras stores them. */
  weights?(attributes: LayerAttributes[K], inputs: readonly Shape[]): readonly WeightSpec[];
  outputShape(attributes: LayerAttributes[K], inputs: readonly Shape[]): Shape;
}

/** The input shapes do not suit the layer. */
export class ShapeFault extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'ShapeFault';
  }
}
