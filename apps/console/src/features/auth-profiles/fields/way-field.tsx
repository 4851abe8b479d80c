import { Alert, Radio, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useProfileForm } from '../form/form-context.ts';
import { wayKey, waysOf, withWay } from '../form/ways.ts';
import { Warned } from './warned.tsx';

/** How a profile authorizes: the ways that its provider has. */
export function WayField() {
  const { form, change, preset, faultOf } = useProfileForm();
  if (preset === undefined) return null;
  const ways = waysOf(preset);
  const choose = (key: string) => {
    const way = ways.find((one) => wayKey(one) === key);
    if (way !== undefined) change(withWay(form, preset, way));
  };
  return (
    <Warned pointer="/grantType">
      <Radio.Group
        label="Way to authorize"
        value={wayKey(form)}
        error={faultOf('/grantType') ?? faultOf('/credentialsId')}
        onChange={choose}
      >
        <Stack gap="xs" mt={6}>
          {ways.map((way) => (
            <Radio key={wayKey(way)} value={wayKey(way)} label={way.title} description={way.description} />
          ))}
        </Stack>
      </Radio.Group>
      {form.grantType === 'password' && (
        <Alert color="orange" icon={<IconAlertTriangle />} title="People give us their password" mt="xs">
          <Text size="sm">
            OAuth 2.1 has removed this way: it cannot do second factors or single sign-on, and teaches people to type
            passwords where they should not. Here the password goes to the provider once and is not kept; what it gives
            for it is. Use another way if the provider has one.
          </Text>
        </Alert>
      )}
    </Warned>
  );
}
