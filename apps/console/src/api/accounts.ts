/** The account's name, which is unknown until the vendor has told it: while a person still chooses, or proves who they are. */
export function accountName({ name }: { readonly name: string }): string {
  return name === '' ? 'Account not known yet' : name;
}

/** The account of a shared or own authorization, with its address where that is known. */
export function accountWords({ accountName: name, accountEmail }: NamedAccount): string {
  const known = accountName({ name });
  return accountEmail === null || accountEmail === name ? known : `${known} (${accountEmail})`;
}

interface NamedAccount {
  readonly accountName: string;
  readonly accountEmail: string | null;
}
