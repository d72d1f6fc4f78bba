import { ActionIcon, Button, Group, Input, Paper, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { added, moved, removed } from './ordered-values';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** What choosing it implies. */
  readonly description: string;
}

export interface OrderedChoiceProps<Value extends string> {
  readonly label: string;
  readonly description: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: readonly Value[];
  readonly onChange: (value: Value[]) => void;
  readonly error?: ReactNode;
}

/** Chosen values in order of preference, moved with buttons so that a keyboard is enough. */
export function OrderedChoice<Value extends string>({
  label,
  description,
  choices,
  value,
  onChange,
  error,
}: OrderedChoiceProps<Value>) {
  const chosen = value.flatMap((each) => choices.filter((choice) => choice.value === each));
  const others = choices.filter((choice) => !value.includes(choice.value));
  return (
    <Input.Wrapper
      label={label}
      description={description}
      error={error}
      role="group"
      aria-label={label}
      labelElement="div"
      inputWrapperOrder={['label', 'description', 'input', 'error']}
    >
      <Stack gap={6} mt={6}>
        {chosen.length > 0 && (
          <Stack component="ol" gap={6} m={0} p={0} className="plain-list">
            {chosen.map((choice, index) => (
              <Paper component="li" key={choice.value} withBorder px="sm" py={6}>
                <Group wrap="nowrap" justify="space-between" gap="xs">
                  <Group wrap="nowrap" gap="sm">
                    <Text size="sm" c="dimmed" className="tabular">
                      {index + 1}.
                    </Text>
                    <div>
                      <Text size="sm" fw={600}>
                        {choice.label}
                      </Text>
                      <Text size="xs" c="dimmed">
                        {choice.description}
                      </Text>
                    </div>
                  </Group>
                  <Group gap={4} wrap="nowrap">
                    <ActionIcon
                      variant="transparent"
                      aria-label={`Move ${choice.label} up`}
                      disabled={index === 0}
                      onClick={() => {
                        onChange(moved(value, choice.value, -1));
                      }}
                    >
                      <IconArrowUp size={16} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      variant="transparent"
                      aria-label={`Move ${choice.label} down`}
                      disabled={index === chosen.length - 1}
                      onClick={() => {
                        onChange(moved(value, choice.value, 1));
                      }}
                    >
                      <IconArrowDown size={16} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      variant="transparent"
                      color="red"
                      aria-label={`Remove ${choice.label}`}
                      onClick={() => {
                        onChange(removed(value, choice.value));
                      }}
                    >
                      <IconX size={16} aria-hidden />
                    </ActionIcon>
                  </Group>
                </Group>
              </Paper>
            ))}
          </Stack>
        )}
        {others.length > 0 && (
          <Group gap={6} mb={4}>
            {others.map((choice) => (
              <Button
                key={choice.value}
                size="compact-sm"
                variant="default"
                leftSection={<IconPlus size={14} aria-hidden />}
                aria-label={`Add ${choice.label}`}
                onClick={() => {
                  onChange(added(value, choice.value));
                }}
              >
                {choice.label}
              </Button>
            ))}
          </Group>
        )}
      </Stack>
    </Input.Wrapper>
  );
}
