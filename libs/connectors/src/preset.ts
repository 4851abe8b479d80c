import type { OAuthPreset, PresetUrls } from './connector.js';

/**
 * Fills the `{parameter}`s of a preset's URLs with checked values (defaults apply).
 * Throws `InputInvalidError` with a pointer `/<parameter>` for a value that is missing or does not match its pattern.
 */
export declare function fillPresetUrls(
  preset: OAuthPreset,
  values: Readonly<Record<string, string>>,
): Required<Pick<PresetUrls, 'authorizationUrl' | 'tokenUrl' | 'refreshUrl'>> & Pick<PresetUrls, 'revocationUrl'>;
