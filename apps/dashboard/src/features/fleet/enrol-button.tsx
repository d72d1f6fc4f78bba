import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { EnrolForm } from './enrol-form';

export function EnrolButton() {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
        Enrol a device
      </Button>
      <Modal opened={opened} onClose={close} title="Enrol a device">
        <EnrolForm />
      </Modal>
    </>
  );
}
