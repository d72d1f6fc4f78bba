import { ActionIcon, Button, Group, NumberInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { randomId } from '@mantine/hooks';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { Section } from '../../ui/section';
import type { RolloutForm } from './rollout-form';

export function StageFields({ form }: { readonly form: UseFormReturnType<RolloutForm> }) {
  const { stages } = form.values;
  return (
    <Section
      title="Stages"
      actions={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => {
            form.insertListItem('stages', { key: randomId(), percentage: 100 });
          }}
        >
          Add stage
        </Button>
      }
    >
      <Group align="flex-start" gap="md">
        {stages.map((stage, index) => (
          <Group key={stage.key} gap={4} align="flex-start" wrap="nowrap">
            <NumberInput
              label={`Stage ${index + 1}`}
              suffix=" %"
              w={120}
              decimalScale={2}
              hideControls
              clampBehavior="none"
              {...form.getInputProps(`stages.${index}.percentage`)}
            />
            {stages.length > 1 && (
              <ActionIcon
                mt={28}
                variant="subtle"
                color="gray"
                aria-label={`Remove stage ${index + 1}`}
                onClick={() => {
                  form.removeListItem('stages', index);
                }}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
      </Group>
    </Section>
  );
}
