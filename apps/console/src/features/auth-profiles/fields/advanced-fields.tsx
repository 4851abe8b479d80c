import { Accordion, Text } from '@mantine/core';
import { useProfileForm } from '../form/form-context.ts';
import { TextField } from './text-field.tsx';

/** What few profiles need. */
export function AdvancedFields() {
  const { form, faultOf } = useProfileForm();
  const isNeeded = form.apiUrl !== '' || faultOf('/apiUrl') !== undefined;
  return (
    <Accordion variant="contained" order={3} defaultValue={isNeeded ? 'advanced' : null}>
      <Accordion.Item value="advanced">
        <Accordion.Control>
          <Text size="sm" fw={600} span>
            Advanced
          </Text>
        </Accordion.Control>
        <Accordion.Panel>
          <TextField
            field="apiUrl"
            label="API URL"
            description="Where the system's API lives, when not at its usual address. Everything that is authorized is sent there, so be sure whose it is. It may hold {parameters}."
            placeholder="https://"
            maxLength={3000}
            inputMode="url"
          />
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
