import { useCallback, useState } from 'react';
import { uploadArtifact, UploadError } from './artifacts';
import { type Problem, problem as describe } from './problem';
import { useSession } from './session';

export interface Uploads {
  /** 0 to 1 while a file is on its way. */
  readonly fraction: number | null;
  readonly problem: Problem | null;
  /** @returns the file's digest; null when it failed, with the reason in `problem` */
  readonly upload: (file: File) => Promise<string | null>;
}

/** Uploads files with progress. A file that is already there costs only its way. */
export function useUploads(): Uploads {
  const { token } = useSession();
  const [fraction, setFraction] = useState<number | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const upload = useCallback(
    async (file: File) => {
      setProblem(null);
      setFraction(0);
      try {
        const { digest } = await uploadArtifact(file, {
          token: token ?? '',
          onProgress: setFraction,
        });
        return digest;
      } catch (error) {
        setProblem(
          error instanceof UploadError ? error.problem : describe('INTERNAL', String(error)),
        );
        return null;
      } finally {
        setFraction(null);
      }
    },
    [token],
  );
  return { fraction, problem, upload };
}
