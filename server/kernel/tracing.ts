import { context, propagation, type Span, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

/** What a span may say beside its name: words of the program and counts. Never ids, texts or statements. */
type Words = Readonly<Record<string, string | number | boolean>>;

// Kept on the global object: the web server bundles this module more than once.
const holder = globalThis as { heguiTracing?: NodeTracerProvider };

/**
 * Sends traces to an OpenTelemetry collector (its base address) from now on; without a call, or with an empty address,
 * tracing costs one look at a variable. A second call changes nothing.
 */
export function startTracing(endpoint: string): void {
  if (endpoint === "" || holder.heguiTracing) return;
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, "")}/v1/traces` });
  const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] });
  provider.register();
  holder.heguiTracing = provider;
}

/** Sends what is waiting and ends tracing. */
export async function stopTracing(): Promise<void> {
  const provider = holder.heguiTracing;
  holder.heguiTracing = undefined;
  await provider?.shutdown().catch(() => undefined);
}

/** Runs work as a span. A failure marks the span, without its message, and is thrown on. */
export async function traced<T>(name: string, words: Words, work: () => Promise<T>): Promise<T> {
  if (!holder.heguiTracing) return work();
  return trace.getTracer("hegui").startActiveSpan(name, { attributes: words }, async (span: Span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Where the running span stands, as text that travels with a job; undefined while there is none. */
export function traceParent(): string | undefined {
  if (!holder.heguiTracing) return undefined;
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** Runs work under the span that a job was enqueued in. */
export function underTrace<T>(parent: string | undefined, work: () => Promise<T>): Promise<T> {
  if (!holder.heguiTracing || parent === undefined) return work();
  return context.with(propagation.extract(context.active(), { traceparent: parent }), work);
}
