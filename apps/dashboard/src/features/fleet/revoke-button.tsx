import { RevokeDeviceDocument } from '../../api/generated/operations';
import { useAction } from '../../api/use-action';
import { ConfirmButton } from '../../ui/confirm-button';

interface RevokeButtonProps {
  readonly device: { readonly id: string; readonly name: string };
  /** The server has taken it. */
  readonly onRevoked: () => void;
}

/** Takes a device's right to connect away, for good. */
export function RevokeButton({ device, onRevoked }: RevokeButtonProps) {
  const revoke = useAction(RevokeDeviceDocument);
  const { id, name } = device;
  return (
    <ConfirmButton
      size="compact-sm"
      variant="subtle"
      label="Revoke"
      aria-label={`Revoke ${name}`}
      title={`Revoke ${name}?`}
      effect="Its session ends and its key is refused, for good; rollouts leave it out. What it has measured stays counted, and it goes on running what it has. To come back, it needs a new key and a new enrolment token."
      dangerous
      running={revoke.running}
      problem={revoke.problem}
      onConfirm={async () => {
        const revoked = await revoke.run({ deviceId: id });
        if (revoked !== null) onRevoked();
        return revoked !== null;
      }}
    />
  );
}
