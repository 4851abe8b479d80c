/** Placeholder until the difference of a template is shown. */
export function UpgradeBanner(_props: { readonly botId: string; readonly taskId: string }) {
  return null;
}
