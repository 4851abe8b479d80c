const keyOf = (botId: string) => `attache.first-steps.${botId}`;

/** Whether the first steps of a bot were put away in this browser. */
export function isPutAway(botId: string): boolean {
  try {
    return localStorage.getItem(keyOf(botId)) !== null;
  } catch {
    return false;
  }
}

/** Puts the first steps of a bot away. */
export function putAway(botId: string): void {
  try {
    localStorage.setItem(keyOf(botId), 'away');
  } catch {
    // A browser that keeps nothing shows them again next time.
  }
}
