import { Button, FileInput, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { CreateDatasetDocument, type DatasetRole } from '../../api/generated/operations';
import { useAction } from '../../api/use-action';
import { useUploads } from '../../api/use-uploads';
import { LabelledProgress } from '../../ui/labelled-progress';
import { ProblemAlert } from '../../ui/problem-alert';

interface Values {
  readonly name: string;
  readonly role: DatasetRole;
  readonly inputs: File | null;
  readonly labels: File | null;
}

export function UploadDatasetForm({ onUploaded }: { readonly onUploaded: () => void }) {
  const uploads = useUploads();
  const create = useAction(CreateDatasetDocument);
  const form = useForm<Values>({
    initialValues: { name: '', role: 'EVALUATION', inputs: null, labels: null },
    validate: {
      name: (name) => (name.trim() === '' ? 'Give it a name' : null),
      inputs: (file) => (file === null ? 'Choose a file' : null),
      labels: (file, { role }) =>
        role === 'EVALUATION' && file === null ? 'Evaluation needs labels' : null,
    },
  });
  const submit = async ({ name, role, inputs, labels }: Values) => {
    const inputsDigest = inputs && (await uploads.upload(inputs));
    if (inputsDigest === null) return;
    const labelsDigest = labels && (await uploads.upload(labels));
    if (labels !== null && labelsDigest === null) return;
    const created = await create.run({ name: name.trim(), role, inputsDigest, labelsDigest });
    if (created !== null) onUploaded();
  };
  const problem = uploads.problem ?? create.problem;
  return (
    <form onSubmit={form.onSubmit((values) => void submit(values))} noValidate>
      <Stack>
        <TextInput label="Name" withAsterisk data-autofocus {...form.getInputProps('name')} />
        <SegmentedControl
          aria-label="Use"
          data={[
            { value: 'EVALUATION', label: 'Evaluation' },
            { value: 'CALIBRATION', label: 'Calibration' },
          ]}
          {...form.getInputProps('role')}
        />
        <FileInput
          label="Inputs"
          description=".npy whose first axis counts the samples; .npz for several inputs"
          placeholder="Choose a file"
          accept=".npy,.npz"
          withAsterisk
          {...form.getInputProps('inputs')}
        />
        <FileInput
          label="Labels"
          description=".npy with one class index for each sample"
          placeholder="Choose a file"
          accept=".npy"
          clearable
          withAsterisk={form.values.role === 'EVALUATION'}
          {...form.getInputProps('labels')}
        />
        {uploads.fraction !== null && (
          <LabelledProgress label="Uploading" fraction={uploads.fraction} />
        )}
        {problem && <ProblemAlert title="The dataset was not taken" problem={problem} />}
        <Button type="submit" loading={uploads.fraction !== null || create.running}>
          Upload
        </Button>
      </Stack>
    </form>
  );
}
