import { Button, type ButtonProps, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem';
import { ProblemAlert } from './problem-alert';

export interface ConfirmButtonProps extends ButtonProps {
  readonly label: string;
  readonly title: string;
  /** What is lost cannot be brought back. */
  readonly dangerous?: boolean;
  /** What will happen, and what will not. */
  readonly effect: ReactNode;
  readonly running: boolean;
  readonly problem: Problem | null;
  /** @returns whether it worked */
  readonly onConfirm: () => Promise<boolean>;
}

/** A button whose effect is named and confirmed before it happens. */
export function ConfirmButton({
  label,
  title,
  dangerous = false,
  effect,
  running,
  problem,
  onConfirm,
  ...button
}: ConfirmButtonProps) {
  const [opened, { open, close }] = useDisclosure(false);
  const confirm = async () => {
    if (await onConfirm()) close();
  };
  return (
    <>
      <Button {...(dangerous && { color: 'red', variant: 'light' })} {...button} onClick={open}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={title} centered>
        <Stack>
          <Text size="sm">{effect}</Text>
          {problem && <ProblemAlert title={`${label} did not work`} problem={problem} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              Keep as it is
            </Button>
            <Button
              {...(dangerous && { color: 'red.8' })}
              loading={running}
              onClick={() => void confirm()}
            >
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
