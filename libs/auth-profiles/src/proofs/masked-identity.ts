const dots = '•••';

/** Enough of a chat identity for its owner to know it by, and too little for anyone else: `u•••42`, `j•••@e•••.com`. */
export function maskIdentity(identity: string): string {
  const value = identity.trim();
  const at = value.lastIndexOf('@');
  return at > 0 && at < value.length - 1 ? maskEmail(value.slice(0, at), value.slice(at + 1)) : maskMiddle(value);
}

function maskMiddle(value: string): string {
  const characters = [...value];
  if (characters.length < 6) return dots;
  return `${characters[0]}${dots}${characters.slice(-2).join('')}`;
}

function maskEmail(local: string, domain: string): string {
  const lastDot = domain.lastIndexOf('.');
  const ending = lastDot > 0 ? domain.slice(lastDot) : '';
  return `${first(local)}${dots}@${first(domain)}${dots}${ending}`;
}

function first(value: string): string {
  return [...value][0] ?? '';
}
