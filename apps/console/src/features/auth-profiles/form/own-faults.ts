import type { AuthProfile, Check, Preset } from '../auth-profiles.queries.ts';
import type { ProfileForm } from './profile-form.ts';
import { fillableParameters } from './ways.ts';

/** What a form is judged by besides the API's rules. */
export interface Surroundings {
  readonly stored: AuthProfile | undefined;
  readonly preset: Preset | undefined;
  /** The other profiles, as far as they are known. */
  readonly others: readonly AuthProfile[];
}

/** What the API's check cannot tell: names that are taken, and values for the preset's parameters. */
export function ownFaults(form: ProfileForm, { stored, preset, others }: Surroundings): Check['violations'] {
  const name = form.name.trim();
  const isTaken = others.some((other) => other.id !== stored?.id && other.kind === 'custom' && other.name === name);
  return [
    ...(name === '' ? [{ pointer: '/name', detail: 'Give it a name.' }] : []),
    ...(isTaken ? [{ pointer: '/name', detail: 'Another auth profile has this name: choose another.' }] : []),
    ...parameterFaults(form, preset),
    ...doubles(form),
  ];
}

/** Whether a parameter may be left open: its system's action, or whoever authorizes, is asked for it then. */
export function mayStayOpen(name: string, preset: Preset): boolean {
  return preset.connectorId !== null || name === 'tenant';
}

function parameterFaults({ parameters, grantType }: ProfileForm, preset: Preset | undefined): Check['violations'] {
  if (preset === undefined) return [];
  return fillableParameters(preset, grantType).flatMap(({ name, title, pattern, examples }) => {
    const value = parameters[name] ?? '';
    const pointer = `/parameters/${name}`;
    if (value === '') return mayStayOpen(name, preset) ? [] : [{ pointer, detail: `Give the ${title.toLowerCase()}.` }];
    if (new RegExp(`^(?:${pattern})$`, 'u').test(value)) return [];
    const like = examples[0] === undefined ? '' : ` Write it like ${examples[0]}.`;
    return [{ pointer, detail: `This is no ${title.toLowerCase()}.${like}` }];
  });
}

function doubles({ additionalFields }: ProfileForm): Check['violations'] {
  const keys = additionalFields.map(({ key }) => key.trim());
  return keys.flatMap((key, index) =>
    key !== '' && keys.indexOf(key) < index
      ? [{ pointer: `/additionalFields/${key}`, detail: 'It is there twice: remove one.' }]
      : [],
  );
}
