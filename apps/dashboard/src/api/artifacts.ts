import { type Problem, problem } from './problem';

export interface UploadedArtifact {
  /** sha256, lower-case hex. */
  readonly digest: string;
  readonly sizeBytes: number;
}

/** An upload that did not end well, ready to be shown. */
export class UploadError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

type Answer =
  UploadedArtifact | { readonly error: { readonly code: string; readonly message: string } };

export interface UploadOptions {
  readonly token: string;
  readonly onProgress: (fraction: number) => void;
}

/**
 * Streams a file to the artifact store.
 * @throws UploadError with the server's own code, or `UNREACHABLE`
 */
export function uploadArtifact(
  file: Blob,
  { token, onProgress }: UploadOptions,
): Promise<UploadedArtifact> {
  // fetch() tells nothing of an upload's progress.
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    const fail = (code: string, message: string) => {
      reject(new UploadError(problem(code, message)));
    };
    request.upload.onprogress = ({ loaded, total }) => {
      onProgress(total === 0 ? 0 : loaded / total);
    };
    request.onload = () => {
      const answer = request.response as Answer | null;
      if (answer !== null && 'digest' in answer) resolve(answer);
      else
        fail(
          answer?.error.code ?? 'INTERNAL',
          answer?.error.message ?? `the upload was answered with status ${request.status}`,
        );
    };
    request.onerror = () => {
      fail('UNREACHABLE', 'the connection broke during the upload');
    };
    request.open('POST', '/v1/artifacts');
    request.responseType = 'json';
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.send(file);
  });
}

/** Fetches an artifact with the token and hands it to the browser as a file. */
export async function saveArtifact(url: string, fileName: string, token: string): Promise<void> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`download answered ${response.status}`);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}
