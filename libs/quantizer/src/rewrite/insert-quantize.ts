import type { Operator, Tensor } from '@flotilla/tflite';
import { parametersKey, type QuantizationParameters } from '../numerics/quantization-parameters';
import { quantizeOperator } from './conversion-operator';
import { quantizedActivation } from './quantized-tensor';
import type { Rewrite, RewriteContext } from './rewrite';

/**
 * Gives each integer operator its activations in the parameters that it reads: the producer's integer tensor where that
 * fits, else a QUANTIZE before the first reader (from float, or from integers of another scale), shared by later readers.
 */
export const insertQuantize: Rewrite = {
  name: 'insert-quantize',
  apply(context) {
    const { subgraph, plan } = context;
    const source = new QuantizedTensors(context);
    const operators: Operator[] = [];
    for (const operator of subgraph.operators) {
      plan.operators.get(operator)?.inputs.forEach((operand, position) => {
        const tensor = operator.inputs[position];
        if (operand.kind !== 'activation') return;
        if (tensor?.type !== 'FLOAT32') return;
        operator.inputs[position] = source.in(tensor, operand.parameters, operators);
      });
      operators.push(operator);
    }
    const inserted = operators.length - subgraph.operators.length;
    subgraph.operators = operators;
    return inserted;
  },
};

class QuantizedTensors {
  private readonly known = new Map<Tensor, Map<string, Tensor>>();

  constructor(private readonly context: RewriteContext) {}

  in(tensor: Tensor, parameters: QuantizationParameters, operators: Operator[]): Tensor {
    const key = parametersKey(parameters);
    const variants = this.variantsOf(tensor);
    const existing = variants.get(key);
    if (existing !== undefined) return existing;
    const made = quantizedActivation(tensor, parameters);
    this.context.subgraph.tensors.push(made);
    operators.push(quantizeOperator(this.sourceFor(tensor, made), made));
    variants.set(key, made);
    return made;
  }

  /** 2.9's QUANTIZE cannot widen int8 to int16; it then reads the float tensor, which is made from the int8 one. */
  private sourceFor(tensor: Tensor, made: Tensor): Tensor {
    const twin = this.context.twins.get(tensor)?.tensor;
    const isWidening = twin?.type === 'INT8' && made.type === 'INT16';
    return twin === undefined || (isWidening && this.context.runtime === '2.9') ? tensor : twin;
  }

  private variantsOf(tensor: Tensor): Map<string, Tensor> {
    const existing = this.known.get(tensor);
    if (existing !== undefined) return existing;
    const twin = this.context.twins.get(tensor);
    const variants = new Map(twin && [[parametersKey(twin.parameters), twin.tensor]]);
    this.known.set(tensor, variants);
    return variants;
  }
}
