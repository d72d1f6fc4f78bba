export {
  type ArtifactStore,
  type ByteRange,
  type OpenedArtifact,
  type PutOptions,
  type StoredArtifact,
} from './artifact-store';
export { ArtifactError, type ArtifactErrorCode } from './errors';
export { createFolderArtifactStore, type FolderStoreOptions } from './folder-store';
