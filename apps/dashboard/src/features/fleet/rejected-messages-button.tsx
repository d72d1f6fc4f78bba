import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { formatCount } from '../../ui/format/quantities';
import { RejectedMessages } from './rejected-messages';

interface RejectedMessagesButtonProps {
  readonly device: {
    readonly id: string;
    readonly name: string;
    readonly rejectedMessageCount: number;
  };
}

/** Says that something is wrong with what a device sends; shows what. Nothing while all is well. */
export function RejectedMessagesButton({ device }: RejectedMessagesButtonProps) {
  const [opened, { open, close }] = useDisclosure(false);
  const { id, name, rejectedMessageCount: count } = device;
  if (count === 0) return null;
  return (
    <>
      <Button
        variant="light"
        color="orange"
        size="compact-xs"
        onClick={open}
        aria-label={`${formatCount(count)} refused: messages of ${name}`}
      >
        {formatCount(count)} refused
      </Button>
      <Modal opened={opened} onClose={close} title={`Refused messages of ${name}`} size="xl">
        <RejectedMessages deviceId={id} />
      </Modal>
    </>
  );
}
