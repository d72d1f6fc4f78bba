import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUpload } from '@tabler/icons-react';
import { RegisterModelForm } from './register-model-form';

/** Opens the form for a new model; with a model, for its next version. */
export function RegisterModelButton({ modelId }: { readonly modelId?: string }) {
  const [opened, { open, close }] = useDisclosure(false);
  const label = modelId === undefined ? 'Register model' : 'Upload version';
  return (
    <>
      <Button leftSection={<IconUpload size={16} aria-hidden />} onClick={open}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={label} closeOnClickOutside={false}>
        <RegisterModelForm {...(modelId === undefined ? {} : { modelId })} label={label} />
      </Modal>
    </>
  );
}
