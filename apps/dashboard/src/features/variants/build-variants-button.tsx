import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHammer } from '@tabler/icons-react';
import { BuildVariantsForm } from './build-variants-form';

export function BuildVariantsButton({ modelVersionId }: { readonly modelVersionId: string }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<IconHammer size={16} aria-hidden />} onClick={open}>
        Build variants
      </Button>
      <Modal opened={opened} onClose={close} title="Build variants">
        <BuildVariantsForm modelVersionId={modelVersionId} onStarted={close} />
      </Modal>
    </>
  );
}
