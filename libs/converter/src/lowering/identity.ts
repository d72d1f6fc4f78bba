import { onlyTensor, type Lowering } from './lowering';

/** No operator: consumers take the input itself. */
export const lowerIdentity: Lowering<'identity'> = (_node, inputs) => onlyTensor(inputs);
