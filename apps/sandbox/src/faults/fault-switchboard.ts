import { faultTable, type EndpointClass, type Fault, type FaultDescription, type FaultKind } from './fault-table.js';

/** A request as faults see it. */
export interface FaultTarget {
  readonly class: EndpointClass;
  readonly method: string;
  /** Without the system's own prefix and without the query. */
  readonly path: string;
}

/** What strikes one request: a delay, and at most one other fault. */
export interface Strike {
  readonly delay?: Fault;
  readonly fault?: Fault;
}

interface SwitchedOn {
  readonly fault: Fault;
  remaining: number;
}

const description = (kind: FaultKind): FaultDescription => faultTable[kind];

function strikes({ kind, on, method, path }: Fault, target: FaultTarget): boolean {
  return (
    (on ? on === target.class : description(kind).on.includes(target.class)) &&
    (method === undefined || method === target.method) &&
    (path === undefined || target.path.includes(path))
  );
}

/** The faults of one system that are switched on at the moment. */
export class FaultSwitchboard {
  #switchedOn: SwitchedOn[] = [];

  /** Switches on exactly these faults, and all others off. */
  set(faults: readonly Fault[]): void {
    this.#switchedOn = faults.map((fault) => ({ fault, remaining: fault.times ?? Infinity }));
  }

  /** Switches on one more fault. */
  add(fault: Fault): void {
    this.#switchedOn.push({ fault, remaining: fault.times ?? Infinity });
  }

  /** Switches everything off. */
  clear(): void {
    this.#switchedOn = [];
  }

  /** What is switched on, with the number of requests each fault is still good for. */
  list(): readonly Fault[] {
    return this.#switchedOn.map(({ fault, remaining }) => ({
      ...fault,
      ...(Number.isFinite(remaining) ? { times: remaining } : {}),
    }));
  }

  /** Says whether a fault is on, without using it up. */
  isOn(kind: FaultKind): boolean {
    return this.#switchedOn.some(({ fault }) => fault.kind === kind);
  }

  /** Uses up one stroke of a fault that strikes inside a system. */
  take(kind: FaultKind): Fault | undefined {
    return this.#use(({ fault }) => fault.kind === kind);
  }

  /** Uses up one stroke of what strikes this request on its way in or out. */
  strike(target: FaultTarget): Strike {
    const at = (stages: readonly string[]) =>
      this.#use(({ fault }) => stages.includes(description(fault.kind).stage) && strikes(fault, target));
    return { delay: at(['before']), fault: at(['instead', 'after', 'within']) };
  }

  #use(matches: (candidate: SwitchedOn) => boolean): Fault | undefined {
    const found = this.#switchedOn.find(matches);
    if (!found) return undefined;
    found.remaining -= 1;
    if (found.remaining <= 0) this.#switchedOn = this.#switchedOn.filter((candidate) => candidate !== found);
    return found.fault;
  }
}
