/** The account's name, which is unknown until the vendor has told it: while a person still chooses, or proves who they are. */
export function accountName({ name }: { readonly name: string }): string {
  return name === '' ? 'Account not known yet' : name;
}
