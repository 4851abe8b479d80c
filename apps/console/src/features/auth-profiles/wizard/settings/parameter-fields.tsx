import { Autocomplete, Stack } from '@mantine/core';
import type { Preset } from '../../auth-profiles.queries.ts';
import { useProfileForm } from '../../form/form-context.ts';
import { mayStayOpen } from '../../form/own-faults.ts';
import { fillableParameters } from '../../form/ways.ts';

interface ParameterFieldsProps {
  readonly preset: Preset;
  readonly onType: (key: string, value: string) => void;
}

/** The values that the URLs of a provider need: filled in now, or asked of whoever configures an action. */
export function ParameterFields({ preset, onType }: ParameterFieldsProps) {
  const { form, faultOf } = useProfileForm();
  const parameters = fillableParameters(preset, form.grantType);
  if (parameters.length === 0) return null;
  return (
    <Stack gap="md">
      {parameters.map(({ name, title, description, examples, default: byDefault }) => {
        const isOpen = mayStayOpen(name, preset);
        const suggestions = [...new Set([...(byDefault === undefined ? [] : [byDefault]), ...examples])];
        return (
          <Autocomplete
            key={name}
            label={title}
            description={`${description}${isOpen ? ' Left empty, it is asked when an action is configured.' : ''}`}
            placeholder={byDefault ?? examples[0]}
            data={suggestions}
            withAsterisk={!isOpen}
            value={form.parameters[name] ?? ''}
            error={faultOf(`/parameters/${name}`)}
            onChange={(value) => onType(name, value)}
          />
        );
      })}
    </Stack>
  );
}
