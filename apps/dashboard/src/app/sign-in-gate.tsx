import {
  Alert,
  Button,
  Center,
  Code,
  Paper,
  PasswordInput,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useSession } from '../api/session';
import { tokenInText } from '../api/token';

/** Shows the dashboard to those who have a token, and the way in to all others. */
export function SignInGate({ children }: { readonly children: ReactNode }) {
  const { token, refused } = useSession();
  return token === null || refused ? <SignIn /> : children;
}

function SignIn() {
  const { refused, signIn } = useSession();
  const [text, setText] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const token = tokenInText(text);
    if (token !== '') signIn(token);
  };
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="xl" maw={460} w="100%">
        <form onSubmit={submit}>
          <Stack>
            <Title order={1} size="h3">
              Sign in to Flotilla
            </Title>
            {refused && (
              <Alert role="alert" color="red" title="This token was refused">
                It may be of another installation, or have been withdrawn.
              </Alert>
            )}
            <Text size="sm">
              Open the link that <Code>npm start</Code> prints as “Dashboard”: it carries a token.
              Or paste the link or its token here.
            </Text>
            <PasswordInput
              label="Token or link"
              leftSection={<IconKey size={16} aria-hidden />}
              autoComplete="off"
              value={text}
              onChange={({ currentTarget }) => {
                setText(currentTarget.value);
              }}
              data-autofocus
            />
            <Button type="submit" disabled={tokenInText(text) === ''}>
              Sign in
            </Button>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
