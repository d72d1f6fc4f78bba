import { Button, Group, Select, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useQuery } from 'urql';
import {
  AssignDeviceProfileDocument,
  type DevicesQuery,
  ProfilesDocument,
} from '../../api/generated/operations';
import { problemOf } from '../../api/problem';
import { useAction } from '../../api/use-action';
import { ProblemAlert } from '../../ui/problem-alert';

export interface AssignProfileFormProps {
  readonly device: DevicesQuery['devices']['edges'][number]['node'];
  /** The server has taken it. */
  readonly onAssigned: () => void;
  readonly onClose: () => void;
}

const variables = { first: 100 };

/** Says what a device is. What it runs changes with the next rollout, not at once. */
export function AssignProfileForm({ device, onAssigned, onClose }: AssignProfileFormProps) {
  const [{ data, error }] = useQuery({ query: ProfilesDocument, variables });
  const [profileId, setProfileId] = useState<string | null>(device.profile?.id ?? null);
  const assign = useAction(AssignDeviceProfileDocument);
  const submit = async () => {
    const assigned = await assign.run({ deviceId: device.id, profileId });
    if (assigned === null) return;
    const { name, profile } = assigned.assignDeviceProfile;
    notifications.show({
      message:
        profile === null ? `${name} has no profile now` : `${name} now has “${profile.name}”`,
    });
    onAssigned();
    onClose();
  };
  return (
    <Stack>
      <Select
        label="Hardware profile"
        description="Decides which variants the device gets. What it runs now stays until the next rollout."
        placeholder="none"
        data={(data?.hardwareProfiles.edges ?? []).map(({ node }) => ({
          value: node.id,
          label: node.name,
        }))}
        clearable
        value={profileId}
        onChange={setProfileId}
        data-autofocus
      />
      {error && <ProblemAlert title="Cannot load the profiles" problem={problemOf(error)} />}
      {assign.problem && (
        <ProblemAlert title="The profile was not assigned" problem={assign.problem} />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={assign.running} onClick={() => void submit()}>
          Assign profile
        </Button>
      </Group>
    </Stack>
  );
}
