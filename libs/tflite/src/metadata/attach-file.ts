import type { AssociatedFile, Model } from '../model';
import { editModelMetadata } from './model-metadata';
import type { AssociatedFileMetadata } from './schema';
import { editTensorMetadata, type Port } from './tensor-metadata';

export interface Attachment {
  readonly file: AssociatedFile;
  readonly type: AssociatedFileMetadata['type'];
  readonly description?: string;
  /** The input or output that it belongs to; left out, it belongs to the model. */
  readonly port?: Port;
}

/** Packs a file behind the model and names it in the metadata, in place of one of the same name. */
export function attachFile(model: Model, { file, type, description, port }: Attachment): void {
  const entry: AssociatedFileMetadata = {
    name: file.name,
    description: description ?? '',
    type,
    locale: '',
    version: '',
  };
  const named = <T extends { associatedFiles: AssociatedFileMetadata[] }>(metadata: T): T => ({
    ...metadata,
    associatedFiles: [...metadata.associatedFiles.filter(({ name }) => name !== file.name), entry],
  });
  if (port) editTensorMetadata(model, port, named);
  else editModelMetadata(model, named);
  const others = model.associatedFiles?.filter(({ name }) => name !== file.name) ?? [];
  model.associatedFiles = [...others, file];
}
