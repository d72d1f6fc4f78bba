import { NumberInput, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { OrderedChoice } from '../../ui/ordered-choice';
import { Section } from '../../ui/section';
import { architectureChoices, delegateChoices, schemeChoices } from './choices';
import type { ProfileForm } from './profile-form';

/** The fields of a hardware profile, for a new and for a known one. */
export function ProfileFields({ form }: { readonly form: UseFormReturnType<ProfileForm> }) {
  return (
    <>
      <Section title="Hardware">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label="Name"
            withAsterisk
            maxLength={200}
            {...form.getInputProps('name')}
            data-autofocus
          />
          <Select
            label="Architecture"
            data={architectureChoices}
            allowDeselect={false}
            {...form.getInputProps('architecture')}
          />
        </SimpleGrid>
        <Textarea label="Description" autosize minRows={2} {...form.getInputProps('description')} />
        <OrderedChoice
          label="Delegates"
          description="In order of preference: a device runs the first one that it has."
          choices={delegateChoices}
          {...orderedProps(form, 'delegates')}
        />
      </Section>
      <Section title="Quantization">
        <OrderedChoice
          label="Schemes"
          description="In order of preference: the first one that keeps the accuracy and every budget is shipped."
          choices={schemeChoices}
          {...orderedProps(form, 'schemes')}
        />
        <NumberInput
          label="Accuracy that may be lost (points)"
          description="Of top-1, below the float model: 0 to 100."
          withAsterisk
          maw={320}
          {...numeric}
          {...form.getInputProps('maximumAccuracyLossPoints')}
        />
      </Section>
      <Section title="Budgets">
        <Stack gap="xs">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NumberInput
              label="File size"
              description="Of the .tflite file on the device."
              placeholder="no limit"
              suffix=" MiB"
              {...numeric}
              {...form.getInputProps('fileSizeMib')}
            />
            <NumberInput
              label="Latency, p90"
              description="90th percentile of one inference."
              placeholder="no limit"
              suffix=" ms"
              {...numeric}
              {...form.getInputProps('latencyP90Ms')}
            />
            <NumberInput
              label="Peak memory"
              description="Resident, of the model’s process."
              placeholder="no limit"
              suffix=" MiB"
              {...numeric}
              {...form.getInputProps('peakMemoryMib')}
            />
            <NumberInput
              label="Power"
              description="Mean during inference."
              placeholder="no limit"
              suffix=" mW"
              {...numeric}
              {...form.getInputProps('powerMilliwatts')}
            />
          </SimpleGrid>
        </Stack>
      </Section>
    </>
  );
}

const numeric = { min: 0, decimalScale: 6, hideControls: true, clampBehavior: 'none' } as const;

function orderedProps<Field extends 'delegates' | 'schemes'>(
  form: UseFormReturnType<ProfileForm>,
  field: Field,
) {
  return {
    value: form.values[field],
    error: form.errors[field],
    onChange: (value: ProfileForm[Field]) => {
      form.setValues({ [field]: value });
    },
  };
}
