import { ConverterError } from '../../errors';
import { supportedLayerClasses } from '../../layers/registry';

export interface UnsupportedLayer {
  readonly name: string;
  readonly className: string;
  /** The option that is in the way; absent when the class itself is. */
  readonly reason?: string;
}

/** `UNSUPPORTED_LAYER` with every layer that is in the way, so that nobody learns of them one by one. */
export class UnsupportedLayersError extends ConverterError {
  readonly layers: readonly UnsupportedLayer[];

  constructor(layers: readonly UnsupportedLayer[]) {
    const shown = layers.slice(0, 100).map(describe).join(', ');
    const more = layers.length > 100 ? ` and ${layers.length - 100} more` : '';
    super(
      'UNSUPPORTED_LAYER',
      `cannot convert ${layers.length === 1 ? 'layer' : `${layers.length} layers:`} ${shown}${more}; ` +
        `supported classes are ${supportedLayerClasses().join(', ')}`,
    );
    this.layers = layers;
  }
}

function describe({ name, className, reason }: UnsupportedLayer): string {
  const kind = reason === undefined ? className : `${className}, ${reason}`;
  return `${name.slice(0, 80)} (${kind.slice(0, 160)})`;
}
