import { TextInput, type TextInputProps } from '@mantine/core';
import { useProfileForm } from '../form/form-context.ts';
import type { ProfileForm } from '../form/profile-form.ts';
import { Warned } from './warned.tsx';

type TextKey = {
  [Key in keyof ProfileForm]: ProfileForm[Key] extends string ? (string extends ProfileForm[Key] ? Key : never) : never;
}[keyof ProfileForm];

interface TextFieldProps extends Pick<
  TextInputProps,
  'description' | 'placeholder' | 'maxLength' | 'autoComplete' | 'inputMode' | 'withAsterisk'
> {
  readonly field: TextKey;
  readonly label: string;
}

/** One line of an auth profile, with what is wrong with it. */
export function TextField({ field, ...props }: TextFieldProps) {
  const { form, change, faultOf } = useProfileForm();
  return (
    <Warned pointer={`/${field}`}>
      <TextInput
        autoComplete="off"
        spellCheck={false}
        {...props}
        value={form[field]}
        error={faultOf(`/${field}`)}
        onChange={(event) => change({ [field]: event.currentTarget.value })}
      />
    </Warned>
  );
}
