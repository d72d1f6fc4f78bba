import { Button, FileInput, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { CreateModelDocument, RegisterModelVersionDocument } from '../../api/generated/operations';
import { useAction } from '../../api/use-action';
import { useUploads } from '../../api/use-uploads';
import { LabelledProgress } from '../../ui/labelled-progress';
import { ProblemAlert } from '../../ui/problem-alert';

interface RegisterModelFormProps {
  /** Absent for a new model. */
  readonly modelId?: string;
  readonly label: string;
}

interface Values {
  readonly name: string;
  readonly description: string;
  readonly file: File | null;
}

export function RegisterModelForm({ modelId, label }: RegisterModelFormProps) {
  const uploads = useUploads();
  const createModel = useAction(CreateModelDocument);
  const registerVersion = useAction(RegisterModelVersionDocument);
  const navigate = useNavigate();
  // A model that was made before its file was refused takes the next file.
  const [madeModelId, setMadeModelId] = useState(modelId);
  const form = useForm<Values>({
    initialValues: { name: '', description: '', file: null },
    validate: {
      name: (name) => (madeModelId === undefined && name.trim() === '' ? 'Give it a name' : null),
      file: (file) => (file === null ? 'Choose a file' : null),
    },
  });
  const submit = async ({ name, description, file }: Values) => {
    const artifactDigest = file === null ? null : await uploads.upload(file);
    if (artifactDigest === null) return;
    const owner =
      madeModelId ??
      (await createModel.run({ name: name.trim(), description: description.trim() }))?.createModel
        .id;
    if (owner === undefined) return;
    setMadeModelId(owner);
    const version = await registerVersion.run({ modelId: owner, artifactDigest });
    if (version !== null)
      await navigate(`/models/${owner}/versions/${version.registerModelVersion.id}`);
  };
  const problem = uploads.problem ?? createModel.problem ?? registerVersion.problem;
  const busy = uploads.fraction !== null || createModel.running || registerVersion.running;
  return (
    <form onSubmit={form.onSubmit((values) => void submit(values))} noValidate>
      <Stack>
        {madeModelId === undefined && (
          <>
            <TextInput label="Name" withAsterisk data-autofocus {...form.getInputProps('name')} />
            <Textarea label="Description" autosize {...form.getInputProps('description')} />
          </>
        )}
        <FileInput
          label="Model file"
          description="Keras (.keras), TensorFlow.js layers model (its folder as .zip) or float .tflite"
          placeholder="Choose a file"
          accept=".keras,.zip,.tflite"
          withAsterisk
          {...form.getInputProps('file')}
        />
        {uploads.fraction !== null && (
          <LabelledProgress label="Uploading" fraction={uploads.fraction} />
        )}
        {problem && <ProblemAlert title="The model was not registered" problem={problem} />}
        <Button type="submit" loading={busy}>
          {label}
        </Button>
      </Stack>
    </form>
  );
}
