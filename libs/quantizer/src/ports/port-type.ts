/** What inputs or outputs of the result are: float32, or what its integer kernels read and write. */
export const PORT_TYPES = ['float32', 'int8', 'uint8', 'int16'] as const;
export type PortType = (typeof PORT_TYPES)[number];

export interface PortTypes {
  readonly inputs: PortType;
  readonly outputs: PortType;
}

/** Types of tensors at the border; UINT8 is a QUANTIZE away from the INT8 of the kernels. */
export const TENSOR_TYPES = { int8: 'INT8', uint8: 'UINT8', int16: 'INT16' } as const;

/** What a kernel inside has to read or write for a border of this type. */
export const KERNEL_TYPES = { int8: 'INT8', uint8: 'INT8', int16: 'INT16' } as const;

export type IntegerPortType = keyof typeof TENSOR_TYPES;
