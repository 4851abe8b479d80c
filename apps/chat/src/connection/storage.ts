/** Keeps texts in the browser; where that is forbidden, as in many embedded pages, until the page is left. */
export class Storage {
  private readonly memory = new Map<string, string>();

  /** @param kind `local` outlives the tab, `session` outlives a reload of it only */
  constructor(private readonly kind: 'local' | 'session') {}

  get(key: string): string | undefined {
    try {
      return this.area().getItem(key) ?? this.memory.get(key);
    } catch {
      return this.memory.get(key);
    }
  }

  set(key: string, value: string | undefined): void {
    if (value === undefined) this.memory.delete(key);
    else this.memory.set(key, value);
    try {
      if (value === undefined) this.area().removeItem(key);
      else this.area().setItem(key, value);
    } catch {
      // The memory has it.
    }
  }

  private area(): globalThis.Storage {
    return this.kind === 'local' ? localStorage : sessionStorage;
  }
}
