import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import {
  ProfileDocument,
  type ProfileFieldsFragment,
  UpdateProfileDocument,
} from '../../api/generated/operations';
import { problemOf } from '../../api/problem';
import { useAction } from '../../api/use-action';
import { Loading } from '../../ui/listing';
import { MissingThing } from '../../ui/missing-thing';
import { Page } from '../../ui/page';
import { ProblemAlert } from '../../ui/problem-alert';
import { ProfileEditor } from './profile-editor';
import { fromProfile, type ProfileForm, toInput } from './profile-form';
import { WhereVariantsAreBuilt } from './where-variants-are-built';

const above = [{ label: 'Hardware profiles', to: '/profiles' }];

export function EditProfilePage() {
  const { profileId = '' } = useParams();
  const [{ data, error }, reload] = useQuery({
    query: ProfileDocument,
    variables: { id: profileId },
    requestPolicy: 'network-only',
  });
  // What is being edited stays as it was first read: a change by somebody else must not replace what is typed.
  const [edited, setEdited] = useState<ProfileFieldsFragment | null>(null);
  const [outdated, setOutdated] = useState<number | null>(null);
  const newest = data?.hardwareProfile;
  if (edited === null && newest != null && newest.revision !== outdated) setEdited(newest);

  const loadNewest = () => {
    setOutdated(edited?.revision ?? null);
    setEdited(null);
    reload({ requestPolicy: 'network-only' });
  };
  if (edited !== null)
    return (
      <EditProfile key={`${edited.id} ${edited.revision}`} profile={edited} onReload={loadNewest} />
    );
  return (
    <Page title="Hardware profile" above={above}>
      {error ? (
        <ProblemAlert title="Cannot load the profile" problem={problemOf(error)} />
      ) : newest === null ? (
        <MissingThing what="hardware profile" listPath="/profiles" />
      ) : (
        <Loading what="the profile" />
      )}
    </Page>
  );
}

interface EditProfileProps {
  readonly profile: ProfileFieldsFragment;
  readonly onReload: () => void;
}

function EditProfile({ profile, onReload }: EditProfileProps) {
  const update = useAction(UpdateProfileDocument);
  const navigate = useNavigate();
  const save = async (form: ProfileForm) => {
    const saved = await update.run({
      id: profile.id,
      expectedRevision: profile.revision,
      profile: toInput(form),
    });
    if (saved === null) return;
    const { name, revision } = saved.updateHardwareProfile;
    notifications.show({ message: `“${name}” was saved as revision ${revision}` });
    await navigate('/profiles');
  };
  return (
    <Page
      title={profile.name}
      above={above}
      description={
        <>
          Revision {profile.revision}. Saving makes a new revision; variants that were built stay as
          they are until they are built again. <WhereVariantsAreBuilt />
        </>
      }
    >
      <ProfileEditor
        initial={fromProfile(profile)}
        submitLabel="Save changes"
        saving={update.running}
        problem={update.problem}
        onSubmit={(form) => void save(form)}
        remedy={
          update.problem?.code === 'REVISION_CONFLICT' && (
            <Button size="compact-sm" variant="default" onClick={onReload}>
              Load the newest values
            </Button>
          )
        }
      />
    </Page>
  );
}
