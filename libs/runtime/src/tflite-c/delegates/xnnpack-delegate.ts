import type { Delegate } from './delegate';

/** `TFLITE_XNNPACK_DELEGATE_FLAG_QS8`: signed 8-bit operators are left to the plain kernels without it. */
const flagSignedInt8 = 1;

/**
 * 2.9's options are 8 bytes (int32 threads, uint32 flags). Later libraries append fields in which zero is the default:
 * the block is longer so that they find zeros.
 */
const optionsBytes = 256;

/** Optimized CPU kernels for float32, float16 weights and int8. */
export const xnnpackDelegate: Delegate = {
  name: 'xnnpack',
  create(c, { threads }) {
    const options = new DataView(new ArrayBuffer(optionsBytes));
    options.setInt32(0, threads, true);
    options.setUint32(4, flagSignedInt8, true);
    const handle = c.xnnpackCreate(new Uint8Array(options.buffer));
    return {
      handle,
      delete: () => {
        c.xnnpackDelete(handle);
      },
    };
  },
};
