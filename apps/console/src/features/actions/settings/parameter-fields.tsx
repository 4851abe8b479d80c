import { SimpleGrid, TextInput } from '@mantine/core';
import { toProblem } from '../../../api/problem.ts';
import type { Draft } from './use-draft.ts';

interface ParameterFieldsProps {
  readonly draft: Draft;
  /** Why saving was refused, if it was. */
  readonly error: Error | null;
  readonly isReadOnly: boolean;
}

/** The values that the addresses of a profile need, such as the domain of an organisation. */
export function ParameterFields({ draft, error, isReadOnly }: ParameterFieldsProps) {
  const { profile, parameters, mode } = draft;
  const isAsked = mode === 'end-user';
  if (profile === undefined || profile.parameters.length === 0) return null;
  const problem = error === null ? undefined : toProblem(error);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      {profile.parameters.map(({ name, title, description, examples, default: usual, pattern }) => {
        const value = parameters[name] ?? '';
        const misfit = value !== '' && !new RegExp(`^(?:${pattern})$`, 'u').test(value);
        const hint = examples.length > 0 ? `It must be like ${examples.join(' or ')}.` : `This is no ${title}.`;
        return (
          <TextInput
            key={name}
            label={title}
            description={isAsked ? `${description} Left empty, each person is asked for it.` : description}
            placeholder={usual ?? examples[0]}
            required={!isAsked}
            readOnly={isReadOnly}
            autoComplete="off"
            spellCheck={false}
            value={value}
            error={problem?.violationOf(`/parameters/${name}`) ?? (misfit ? hint : undefined)}
            onChange={(event) => {
              const typed = event.currentTarget.value.trim();
              draft.change({ parameters: { ...parameters, [name]: typed } });
            }}
          />
        );
      })}
    </SimpleGrid>
  );
}
