import type { Context, TextMapGetter, TextMapPropagator } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';

/**
 * Joins the trace of whoever calls us (W3C `traceparent`), and tells nobody outside of it: what we call are vendors,
 * whom neither trace ids nor baggage of the caller concern.
 */
export class IncomingTraceContext implements TextMapPropagator {
  private readonly standard = new W3CTraceContextPropagator();

  inject(): void {
    // Nothing leaves.
  }

  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    return this.standard.extract(context, carrier, getter);
  }

  fields(): string[] {
    return this.standard.fields();
  }
}
