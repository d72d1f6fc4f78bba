import type { SourceModel } from '@flotilla/quantizer';
import { withInputFile } from '../files/open-input-file';
import { sha256OfFile } from '../files/sha256';
import { type ModelFile, readOpenModelFile } from './model-file';

/**
 * Reads a `.tflite` file of any size, and tells by which digest an artifact knows it.
 * @throws CliError, ModelError, as `readModelFile`
 */
export async function readSourceModel(
  path: string,
): Promise<{ readonly file: ModelFile; readonly source: SourceModel }> {
  return withInputFile(path, async (bytes) => {
    const file = await readOpenModelFile(path, bytes);
    const { model, sizeBytes } = file;
    return { file, source: { model, file: { sha256: await sha256OfFile(bytes), sizeBytes } } };
  });
}
