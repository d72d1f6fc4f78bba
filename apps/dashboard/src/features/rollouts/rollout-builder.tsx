import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link, useNavigate } from 'react-router';
import { type RolloutChoicesQuery, StartRolloutDocument } from '../../api/generated/operations';
import { useAction } from '../../api/use-action';
import { ProblemAlert } from '../../ui/problem-alert';
import { Section } from '../../ui/section';
import { GateFields } from './gate-fields';
import { newRollout, type RolloutForm, toRolloutInput } from './rollout-form';
import { StageFields } from './stage-fields';
import { TargetFields } from './target-fields';
import { validateRollout } from './validate-rollout';

type Model = RolloutChoicesQuery['models']['edges'][number]['node'];

export interface RolloutBuilderProps {
  readonly models: readonly Model[];
  readonly initialVersionId: string | null;
}

export function RolloutBuilder({ models, initialVersionId }: RolloutBuilderProps) {
  const start = useAction(StartRolloutDocument);
  const navigate = useNavigate();
  const choices = versionChoices(models);
  const known = choices
    .flatMap(({ items }) => items)
    .find(({ value }) => value === initialVersionId);
  const form = useForm<RolloutForm>({
    initialValues: { ...newRollout, modelVersionId: known?.value ?? null },
    validate: validateRollout,
    validateInputOnChange: true,
  });
  const submit = async (values: RolloutForm) => {
    const started = await start.run(toRolloutInput(values));
    if (started !== null) await navigate(`/rollouts/${started.startRollout.id}`);
  };
  return (
    <form onSubmit={form.onSubmit((values) => void submit(values))} noValidate>
      <Stack gap="md">
        <Section title="What and where">
          <TextInput label="Name" withAsterisk data-autofocus {...form.getInputProps('name')} />
          <Select
            label="Model version"
            placeholder="Choose a version"
            data={choices}
            searchable
            withAsterisk
            {...form.getInputProps('modelVersionId')}
          />
          <TargetFields form={form} />
        </Section>
        <StageFields form={form} />
        <GateFields form={form} />
        {start.problem && (
          <ProblemAlert title="The rollout was not started" problem={start.problem} />
        )}
        <Group justify="flex-end">
          <Button variant="default" component={Link} to="/rollouts">
            Cancel
          </Button>
          <Button type="submit" loading={start.running}>
            Start rollout
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function versionChoices(models: readonly Model[]) {
  return models.map(({ name, versions }) => ({
    group: name,
    items: versions.edges
      .filter(({ node }) => node.state === 'READY')
      .map(({ node }) => ({ value: node.id, label: `${name}, version ${node.number}` })),
  }));
}
