/** Of this package: another one may round or plan otherwise. */
export const QUANTIZER_VERSION = '0.1.0';
