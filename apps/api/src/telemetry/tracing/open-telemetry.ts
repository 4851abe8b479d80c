import { context, propagation, SpanKind, SpanStatusCode, trace, type Context, type Span } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { IncomingTraceContext } from './incoming-trace-context.js';
import type { SpanAttributes } from './tracing.service.js';

const stopTimeoutMs = 3_000;

/** Traces that are being made. */
export interface Tracing {
  inSpan<Result>(name: string, attributes: SpanAttributes, work: () => Promise<Result>): Promise<Result>;
  /** Sends what is left. */
  stop(): Promise<void>;
}

/**
 * Starts making traces; `OTEL_SERVICE_NAME`, `OTEL_RESOURCE_ATTRIBUTES`, `OTEL_TRACES_SAMPLER` and `OTEL_EXPORTER_OTLP_HEADERS` are heeded.
 * @param endpoint base URL of an OTLP receiver over HTTP
 */
export function startTracing(endpoint: string, server: FastifyInstance): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'attache' }).merge(
      detectResources({ detectors: [envDetector] }),
    ),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register({ propagator: new IncomingTraceContext() });
  const undici = traceOutgoingRequests(provider);
  const tracer = provider.getTracer('attache');
  traceRequests(server, tracer);
  return {
    inSpan: (name, attributes, work) =>
      tracer.startActiveSpan(name, { attributes }, async (span) => {
        try {
          return await work();
        } catch (error) {
          fail(span, error);
          throw error;
        } finally {
          span.end();
        }
      }),
    stop: async () => {
      undici.disable();
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, stopTimeoutMs)));
      await Promise.race([provider.shutdown(), patience]).finally(() => clearTimeout(timer));
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}

/** A span a call to a vendor. Paths and queries hold ids, values and sometimes secrets: only the origin is told. */
function traceOutgoingRequests(provider: NodeTracerProvider): UndiciInstrumentation {
  const instrumentation = new UndiciInstrumentation({
    startSpanHook: ({ origin }) => ({ 'url.full': origin, 'url.path': undefined, 'url.query': undefined }),
  });
  instrumentation.setTracerProvider(provider);
  return instrumentation;
}

/** A span a request, from the arrival of its head to the end of its answer; named by its route, which holds no values. */
function traceRequests(server: FastifyInstance, tracer: ReturnType<NodeTracerProvider['getTracer']>): void {
  const contexts = new WeakMap<FastifyRequest, { readonly span: Span; readonly active: Context }>();
  server.addHook('onRequest', (request, _reply, done) => {
    const caller = propagation.extract(context.active(), request.headers);
    const route = request.routeOptions.url;
    const attributes = { 'http.request.method': request.method, ...(route !== undefined && { 'http.route': route }) };
    const name = route === undefined ? request.method : `${request.method} ${route}`;
    const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, caller);
    contexts.set(request, { span, active: trace.setSpan(caller, span) });
    done();
  });
  // The body arrives in events of the socket, outside of whatever was active before.
  server.addHook('preHandler', (request, _reply, done) => {
    const held = contexts.get(request);
    if (held === undefined) done();
    else context.with(held.active, done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    const span = contexts.get(request)?.span;
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
}

/** Messages of errors may quote what was sent; their codes are ours. */
function fail(span: Span, error: unknown): void {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  span.setAttribute('error.type', typeof code === 'string' ? code : String(name));
  span.setStatus({ code: SpanStatusCode.ERROR });
}
