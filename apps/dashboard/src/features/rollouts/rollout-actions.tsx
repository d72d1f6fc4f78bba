import {
  AbortRolloutDocument,
  PauseRolloutDocument,
  ResumeRolloutDocument,
  type RolloutDetailFragment,
} from '../../api/generated/operations';
import { useAction } from '../../api/use-action';
import { ConfirmButton } from '../../ui/confirm-button';
import { formatPlural } from '../../ui/format/quantities';
import { countCommitted } from './count-devices';

/** What can be done to a rollout as it is now, each with its effect named. */
export function RolloutActions({ rollout }: { readonly rollout: RolloutDetailFragment }) {
  const { state, version, id } = rollout;
  const pause = useAction(PauseRolloutDocument);
  const resume = useAction(ResumeRolloutDocument);
  const abort = useAction(AbortRolloutDocument);
  if (state === 'COMPLETED' || state === 'ABORTED') return null;

  const { committedCount, targetCount } = countCommitted(rollout.stages);
  const remaining = formatPlural(targetCount - committedCount, 'device');
  // A running rollout changes all the time; only a decision about a paused one depends on what was seen.
  const input = state === 'PAUSED' ? { id, expectedVersion: version } : { id };
  return (
    <>
      {state === 'RUNNING' && (
        <ConfirmButton
          label="Pause"
          title="Pause this rollout?"
          effect={`No further device is offered the update until it is resumed; ${remaining} are left. Devices that are updating now finish.`}
          variant="default"
          running={pause.running}
          problem={pause.problem}
          onConfirm={async () => (await pause.run(input)) !== null}
        />
      )}
      {state === 'PAUSED' && (
        <ConfirmButton
          label="Resume"
          title="Resume this rollout?"
          effect={`The current stage goes on; ${remaining} are left. If what paused it still holds, it pauses again.`}
          running={resume.running}
          problem={resume.problem}
          onConfirm={async () => (await resume.run(input)) !== null}
        />
      )}
      <ConfirmButton
        label="Abort"
        title="Abort this rollout for good?"
        effect={`It cannot be resumed. ${remaining} will not be offered the update; the ${formatPlural(committedCount, 'device')} that committed keep what they run.`}
        dangerous
        running={abort.running}
        problem={abort.problem}
        onConfirm={async () => (await abort.run(input)) !== null}
      />
    </>
  );
}
