import { Button, Code, CopyButton, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { CreateEnrolmentTokenDocument, ProfilesDocument } from '../../api/generated/operations';
import { useAction } from '../../api/use-action';
import { formatInstant } from '../../ui/format/time';
import { ProblemAlert } from '../../ui/problem-alert';

const variables = { first: 100 };

/** Makes a one-time token, and shows it once. */
export function EnrolForm() {
  const [{ data }] = useQuery({ query: ProfilesDocument, variables });
  const [profileId, setProfileId] = useState<string | null>(null);
  const create = useAction(CreateEnrolmentTokenDocument);
  const [made, setMade] = useState<{ token: string; expiresAt: string } | null>(null);
  const submit = async () => {
    const created = await create.run({ profileId });
    if (created !== null) setMade(created.createEnrolmentToken);
  };
  if (made !== null)
    return (
      <Stack>
        <Text size="sm">
          Start the device’s agent with this token. It is shown only now, enrols one device, and
          expires at {formatInstant(made.expiresAt)}.
        </Text>
        <Code block aria-label="Enrolment token" className="wrap-anywhere">
          {made.token}
        </Code>
        <CopyButton value={made.token}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy the token'}
            </Button>
          )}
        </CopyButton>
      </Stack>
    );
  return (
    <Stack>
      <Select
        label="Hardware profile"
        description="What the device is; it decides which variants it gets."
        data={(data?.hardwareProfiles.edges ?? []).map(({ node }) => ({
          value: node.id,
          label: node.name,
        }))}
        clearable
        value={profileId}
        onChange={setProfileId}
        data-autofocus
      />
      {create.problem && <ProblemAlert title="No token was made" problem={create.problem} />}
      <Button loading={create.running} onClick={() => void submit()}>
        Make a one-time token
      </Button>
    </Stack>
  );
}
