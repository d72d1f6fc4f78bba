import { notifications } from '@mantine/notifications';
import { useNavigate } from 'react-router';
import { CreateProfileDocument } from '../../api/generated/operations';
import { useAction } from '../../api/use-action';
import { Page } from '../../ui/page';
import { ProfileEditor } from './profile-editor';
import { newProfile, type ProfileForm, toInput } from './profile-form';
import { WhereVariantsAreBuilt } from './where-variants-are-built';

export function NewProfilePage() {
  const create = useAction(CreateProfileDocument);
  const navigate = useNavigate();
  const save = async (form: ProfileForm) => {
    const created = await create.run({ profile: toInput(form) });
    if (created === null) return;
    notifications.show({
      message: `The profile “${created.createHardwareProfile.name}” was created`,
    });
    await navigate('/profiles');
  };
  return (
    <Page
      title="New hardware profile"
      above={[{ label: 'Hardware profiles', to: '/profiles' }]}
      description={
        <>
          What one kind of hardware can take and must keep. Each profile gets a variant of a model
          of its own. <WhereVariantsAreBuilt />
        </>
      }
    >
      <ProfileEditor
        initial={newProfile}
        submitLabel="Create profile"
        saving={create.running}
        problem={create.problem}
        onSubmit={(form) => void save(form)}
      />
    </Page>
  );
}
