import { watchNowAndThen } from "@/server/completeness/public";
import { runtime } from "@/server/kernel/runtime";

export const dynamic = "force-dynamic";

/**
 * Ready: the database answers and the key ring is open. Says nothing of why not. Also says whether a scheduled control is
 * missed, and tells of it as the worker would: whoever asks here regularly sees a dead worker.
 */
export async function GET(): Promise<Response> {
  try {
    const own = await runtime();
    await own.pool.query("select 1");
    const missed = await watchNowAndThen(own).catch(() => null);
    const controls = missed === null ? "unknown" : missed ? "missed" : "running";
    return Response.json({ status: "ready", controls }, { headers: { "cache-control": "no-store" } });
  } catch {
    return Response.json({ status: "unavailable" }, { status: 503, headers: { "cache-control": "no-store" } });
  }
}
