import { ActionIcon, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { AssignProfileForm, type AssignProfileFormProps } from './assign-profile-form';

type AssignProfileButtonProps = Omit<AssignProfileFormProps, 'onClose'>;

export function AssignProfileButton({ device, onAssigned }: AssignProfileButtonProps) {
  const [opened, { open, close }] = useDisclosure(false);
  const label = `Assign a profile to ${device.name}`;
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={label}
        title={label}
        onClick={open}
      >
        <IconPencil size={16} aria-hidden />
      </ActionIcon>
      <Modal opened={opened} onClose={close} title={label}>
        <AssignProfileForm device={device} onAssigned={onAssigned} onClose={close} />
      </Modal>
    </>
  );
}
