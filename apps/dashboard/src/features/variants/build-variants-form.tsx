import { Anchor, Button, MultiSelect, Select, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import {
  BuildChoicesDocument,
  type BuildChoicesQuery,
  BuildVariantsDocument,
} from '../../api/generated/operations';
import { problemOf } from '../../api/problem';
import { useAction } from '../../api/use-action';
import { Loading } from '../../ui/listing';
import { ProblemAlert } from '../../ui/problem-alert';
import {
  type BuildForm,
  datasetChoices,
  firstGuess,
  toBuildInput,
  validateBuild,
} from './build-form';

export interface BuildVariantsFormProps {
  readonly modelVersionId: string;
  readonly onStarted: () => void;
}

export function BuildVariantsForm(props: BuildVariantsFormProps) {
  const [{ data, error }] = useQuery({
    query: BuildChoicesDocument,
    variables: { modelVersionId: props.modelVersionId },
    requestPolicy: 'network-only',
  });
  if (error) return <ProblemAlert title="Cannot load the choices" problem={problemOf(error)} />;
  return data ? <LoadedForm {...props} choices={data} /> : <Loading what="the choices" />;
}

function LoadedForm({
  modelVersionId,
  onStarted,
  choices,
}: BuildVariantsFormProps & { readonly choices: BuildChoicesQuery }) {
  const profiles = choices.hardwareProfiles.edges.map(({ node }) => node);
  const datasets = choices.datasets.edges.map(({ node }) => node);
  const inputs = choices.modelVersion?.inputs ?? [];
  const build = useAction(BuildVariantsDocument);
  const form = useForm<BuildForm>({
    initialValues: firstGuess(datasets, inputs),
    validate: (values) => validateBuild(values, profiles),
    validateInputOnChange: true,
  });
  const submit = async (values: BuildForm) => {
    if ((await build.run(toBuildInput(modelVersionId, values))) !== null) onStarted();
  };
  return (
    <form onSubmit={form.onSubmit((values) => void submit(values))} noValidate>
      <Stack>
        <MultiSelect
          label="Hardware profiles"
          placeholder={form.values.profileIds.length === 0 ? 'Choose profiles' : ''}
          data={profiles.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          withAsterisk
          clearable
          {...form.getInputProps('profileIds')}
        />
        <Select
          label="Calibration data"
          description="Typical inputs; int8 takes its value ranges from them."
          data={datasetChoices(datasets, inputs, 'CALIBRATION')}
          clearable
          {...form.getInputProps('calibrationDatasetId')}
        />
        <Select
          label="Evaluation data"
          description="Labelled inputs that accuracy is measured with."
          withAsterisk
          data={datasetChoices(datasets, inputs, 'EVALUATION')}
          {...form.getInputProps('evaluationDatasetId')}
        />
        <Text size="sm" c="dimmed">
          Data that is missing here can be uploaded on{' '}
          <Anchor component={Link} to="/datasets" size="sm" underline="always">
            Datasets
          </Anchor>
          . A variant that exists already is not built again.
        </Text>
        {build.problem && <ProblemAlert title="Nothing was built" problem={build.problem} />}
        <Button type="submit" loading={build.running}>
          Build
        </Button>
      </Stack>
    </form>
  );
}
