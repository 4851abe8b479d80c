/** Lets one call a key run at a time in this process; whoever comes meanwhile gets the same result, or the same error. */
export class SingleFlight<Result> {
  private readonly flights = new Map<string, Promise<Result>>();

  /** Joins the flight under way for `key`, or starts `run`; `run` must not wait for the same key again. */
  run(key: string, run: () => Promise<Result>): Promise<Result> {
    const underWay = this.flights.get(key);
    if (underWay) return underWay;
    const flight = Promise.resolve()
      .then(run)
      .finally(() => this.flights.delete(key));
    this.flights.set(key, flight);
    return flight;
  }

  /** How many flights are under way. */
  get size(): number {
    return this.flights.size;
  }
}
