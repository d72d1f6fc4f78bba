import { NumberInput, SimpleGrid } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { Section } from '../../ui/section';
import type { RolloutForm } from './rollout-form';

const numeric = { hideControls: true, clampBehavior: 'none', decimalScale: 3 } as const;

/** What a stage must show before the next one begins. */
export function GateFields({ form }: { readonly form: UseFormReturnType<RolloutForm> }) {
  return (
    <Section title="Gates">
      <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
        <NumberInput
          label="Committed devices"
          description="At least, of the stage’s devices."
          suffix=" %"
          {...numeric}
          {...form.getInputProps('minimumCommittedPercent')}
        />
        <NumberInput
          label="Unsuccessful devices"
          description="More than this pauses the rollout."
          suffix=" %"
          {...numeric}
          {...form.getInputProps('maximumUnsuccessfulPercent')}
        />
        <NumberInput
          label="Samples"
          description="Inferences that each variant must show."
          thousandSeparator=","
          {...numeric}
          {...form.getInputProps('minimumSampleCount')}
        />
        <NumberInput
          label="Accuracy loss (points)"
          description="Below what was measured for the variant."
          {...numeric}
          {...form.getInputProps('maximumAccuracyLossPoints')}
        />
        <NumberInput
          label="Latency, p90"
          description="At most, for each variant."
          placeholder="no limit"
          suffix=" ms"
          {...numeric}
          {...form.getInputProps('maximumLatencyP90Ms')}
        />
        <NumberInput
          label="Time for a stage"
          description="A stage that takes longer pauses."
          placeholder="no limit"
          suffix=" min"
          {...numeric}
          {...form.getInputProps('stageTimeoutMinutes')}
        />
      </SimpleGrid>
    </Section>
  );
}
