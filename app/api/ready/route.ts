import { runtime } from "@/server/kernel/runtime";

export const dynamic = "force-dynamic";

/** Ready: the database answers and the key ring is open. Says nothing of why not. */
export async function GET(): Promise<Response> {
  try {
    const { pool } = await runtime();
    await pool.query("select 1");
    return Response.json({ status: "ready" }, { headers: { "cache-control": "no-store" } });
  } catch {
    return Response.json({ status: "unavailable" }, { status: 503, headers: { "cache-control": "no-store" } });
  }
}
