import { env } from "@/env";
import { runtime } from "@/server/kernel/runtime";
import { getMetrics } from "@/server/operations/metrics-door";

export const dynamic = "force-dynamic";

/** Metrics for Prometheus, behind METRICS_TOKEN. */
export function GET(request: Request): Promise<Response> {
  return getMetrics(request, env().METRICS_TOKEN, runtime);
}
