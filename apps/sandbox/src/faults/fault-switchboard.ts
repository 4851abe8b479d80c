import { faultTable, type EndpointClass, type Fault, type FaultDescription, type FaultKind } from './fault-table.js';

/** A request as faults see it. */
export interface FaultTarget {
  readonly class: EndpointClass;
  readonly method: string;
  /** Without the system's own prefix and without the query. */
  readonly path: string;
  /** The `state` that its way began with. */
  readonly trip?: string;
}

/** Faults of single ways that are remembered; the oldest are forgotten first. */
const mostOfTrips = 1_000;

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

function strikes({ kind, on, method, path, trip }: Fault, target: FaultTarget): boolean {
  return (
    isOf(trip, target.trip) &&
    (on ? on === target.class : description(kind).on.includes(target.class)) &&
    (method === undefined || method === target.method) &&
    (path === undefined || target.path.includes(path))
  );
}

/** A fault of no way in particular strikes on every one. */
function isOf(trip: string | undefined, asked: string | undefined): boolean {
  return trip === undefined || trip === asked;
}

function switchOn(fault: Fault): SwitchedOn {
  return { fault, remaining: fault.times ?? Infinity };
}

/** The faults of one system that are switched on at the moment. */
export class FaultSwitchboard {
  #switchedOn: SwitchedOn[] = [];

  /** Switches on exactly these faults, and all others off but those of single ways. */
  set(faults: readonly Fault[]): void {
    this.#switchedOn = [...this.#switchedOn.filter(({ fault }) => fault.trip !== undefined), ...faults.map(switchOn)];
  }

  /** Switches on exactly these faults on one way. */
  setFor(trip: string, faults: readonly Fault[]): void {
    const others = this.#switchedOn.filter(({ fault }) => fault.trip !== trip);
    const [general, ofTrips] = [
      others.filter(({ fault }) => fault.trip === undefined),
      others.filter(({ fault }) => fault.trip !== undefined),
    ];
    const own = faults.map((fault) => switchOn({ ...fault, trip }));
    this.#switchedOn = [...own, ...ofTrips.slice(0, mostOfTrips), ...general];
  }

  /** Switches on one more fault. */
  add(fault: Fault): void {
    this.#switchedOn.push(switchOn(fault));
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
  isOn(kind: FaultKind, trip?: string): boolean {
    return this.#switchedOn.some(({ fault }) => fault.kind === kind && isOf(fault.trip, trip));
  }

  /** Uses up one stroke of a fault that strikes inside a system. */
  take(kind: FaultKind, trip?: string): Fault | undefined {
    return this.#use(({ fault }) => fault.kind === kind && isOf(fault.trip, trip));
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
