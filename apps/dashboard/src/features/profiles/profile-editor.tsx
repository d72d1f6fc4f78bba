import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Problem } from '../../api/problem';
import { ProblemAlert } from '../../ui/problem-alert';
import { ProfileFields } from './profile-fields';
import { type ProfileForm, validateProfile } from './profile-form';

export interface ProfileEditorProps {
  readonly initial: ProfileForm;
  readonly submitLabel: string;
  readonly saving: boolean;
  readonly problem: Problem | null;
  readonly onSubmit: (form: ProfileForm) => void;
  /** What helps with the problem, beside its words. */
  readonly remedy?: ReactNode;
}

/** The form of a hardware profile, checked while it is typed. */
export function ProfileEditor(props: ProfileEditorProps) {
  const form = useForm<ProfileForm>({
    initialValues: props.initial,
    validate: validateProfile,
    validateInputOnChange: true,
  });
  return (
    <form
      onSubmit={form.onSubmit(props.onSubmit, (errors) => {
        const [first] = Object.keys(errors);
        if (first !== undefined) form.getInputNode(first)?.focus();
      })}
      noValidate
    >
      <Stack gap="md">
        <ProfileFields form={form} />
        {props.problem && (
          <ProblemAlert title="The profile was not saved" problem={props.problem}>
            {props.remedy}
          </ProblemAlert>
        )}
        <Group justify="flex-end">
          <Button variant="default" component={Link} to="/profiles">
            Cancel
          </Button>
          <Button type="submit" loading={props.saving}>
            {props.submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
