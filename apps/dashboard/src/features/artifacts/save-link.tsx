import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { saveArtifact } from '../../api/artifacts';
import { useSession } from '../../api/session';

export interface SaveLinkProps {
  readonly url: string;
  readonly fileName: string;
  readonly children: ReactNode;
}

/** Downloads an artifact; a plain link could not carry the token. */
export function SaveLink({ url, fileName, children }: SaveLinkProps) {
  const { token } = useSession();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await saveArtifact(url, fileName, token ?? '');
    } catch (error) {
      notifications.show({
        color: 'red',
        title: `Cannot save ${fileName}`,
        message: String(error),
      });
    }
    setBusy(false);
  };
  return (
    <Anchor
      component="button"
      type="button"
      size="sm"
      disabled={busy}
      title={`Save as ${fileName}`}
      onClick={() => void save()}
    >
      {children}
    </Anchor>
  );
}
