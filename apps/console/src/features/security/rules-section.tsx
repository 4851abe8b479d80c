import { Button, Group, NumberInput, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { toProblem } from '../../api/problem.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { Section } from '../../ui/section.tsx';
import { useUpdateWorkspace, type Workspace } from './security.queries.ts';

const regulatedMinutes = 15;

/** The idle time-out, and whether a second factor is demanded. */
export function RulesSection({ workspace }: { readonly workspace: Workspace }) {
  const [rules, setRules] = useState(workspace);
  const change = (part: Partial<Workspace>) => setRules((held) => ({ ...held, ...part }));
  const update = useUpdateWorkspace();
  const fault = update.isError ? toProblem(update.error).violationOf('/idleTimeoutMinutes') : undefined;
  const { idleTimeoutMinutes, limitsApiKeys, isRegulated, requiresSecondFactor, version } = rules;
  const save = () => update.mutate({ idleTimeoutMinutes, limitsApiKeys, isRegulated, requiresSecondFactor, version });
  const most = isRegulated ? regulatedMinutes : 480;
  return (
    <Section title="Rules">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack gap="md" maw="36rem">
          {update.isError && fault === undefined && <ProblemAlert error={update.error} />}
          <Switch
            label="Regulated workspace"
            description={`Such as by HIPAA: the idle time-out is ${regulatedMinutes} minutes at most.`}
            checked={isRegulated}
            onChange={({ currentTarget: { checked } }) =>
              change({
                isRegulated: checked,
                ...(checked && { idleTimeoutMinutes: Math.min(idleTimeoutMinutes, regulatedMinutes) }),
              })
            }
          />
          <NumberInput
            label="Idle time-out, in minutes"
            description={`From 5 to ${most}. News that the console reads by itself keeps nobody signed in.`}
            min={5}
            max={most}
            allowDecimal={false}
            required
            value={idleTimeoutMinutes}
            error={fault}
            onChange={(value) => change({ idleTimeoutMinutes: Number(value) })}
          />
          <Switch
            label="API keys end by the same rule"
            description="A key that nothing uses for that long is refused from then on. Bots that rest at night would lose theirs."
            checked={limitsApiKeys}
            onChange={({ currentTarget: { checked } }) => change({ limitsApiKeys: checked })}
          />
          <Switch
            label="Demand a second factor"
            description="Whoever signs in by password sets one up before anything else. Single sign-on has its own."
            checked={requiresSecondFactor}
            onChange={({ currentTarget: { checked } }) => change({ requiresSecondFactor: checked })}
          />
          <Group>
            <Button type="submit" loading={update.isPending}>
              Save rules
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
