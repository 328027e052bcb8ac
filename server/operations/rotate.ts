import type pg from "pg";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { retireMasterKeys, rotateMasterKey } from "@/server/kernel/crypto/key-ring";
import type { RingProtection } from "@/server/kernel/crypto/ring-protection";
import type { Runtime } from "@/server/kernel/runtime";
import { endRotation } from "./commands/end-rotation";
import { finishRotation } from "./commands/finish-rotation";
import { startRotation } from "./commands/start-rotation";
import { keysNotUnder, rewrapAll } from "./rewrap";

/** Advisory lock under which one process at a time changes the ring's file and re-wraps. */
const RING = 4_120_250_609;
/** Passes over the tables: the second finds what was wrapped under the old version while the first ran. */
const PASSES = 5;

export type RotationWork = {
  readonly runtime: Runtime;
  readonly principal: Principal;
  readonly dataDir: string;
  readonly protection?: RingProtection;
  /** Stable over retries of one event. */
  readonly key: string;
  readonly requestId: string;
  readonly signal: AbortSignal;
  readonly batch?: number;
  /** Called after each committed batch. */
  readonly afterBatch?: () => Promise<void>;
};

async function underLock<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T | "busy"> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ ok: boolean }>("select pg_try_advisory_lock($1) as ok", [RING]);
    if (!rows[0]?.ok) return "busy";
    try {
      return await work();
    } finally {
      await client.query("select pg_advisory_unlock($1)", [RING]);
    }
  } finally {
    client.release();
  }
}

const did = (outcome: { ok: boolean; code?: string }, step: string) => {
  if (!outcome.ok) throw new Error(`rotation not ${step}: ${outcome.code ?? "refused"}`);
};

/**
 * Carries a requested rotation out: the new master key into the ring, then every data key under it. Harmless when run
 * again: what was done stays done, and goes on where it stopped. "stopped" or "busy" ask for another try.
 */
export async function carryOutRotation(work: RotationWork, rotationId: string): Promise<"done" | "stopped" | "busy"> {
  return underLock(work.runtime.pool, async () => {
    const { runtime, principal, dataDir, protection, key, requestId, signal } = work;
    const { rows } = await runtime.pool.query<{ state: string; to_version: number }>(
      "select state, to_version from key_rotations where id = $1",
      [rotationId],
    );
    const [rotation] = rows;
    if (!rotation || !["requested", "rewrapping"].includes(rotation.state)) return "done";
    const toVersion = rotation.to_version;
    await rotateMasterKey(dataDir, { protection, atLeast: toVersion });
    runtime.keyRing.lookAgain();
    if (rotation.state === "requested") {
      const keysTotal = await keysNotUnder(runtime.pool, toVersion);
      const input = { rotationId, keysTotal };
      did(await execute(runtime, startRotation, { principal, input, key: `${key}:start`, requestId }), "started");
    }
    let left = 0;
    for (let pass = 1; pass <= PASSES; pass += 1) {
      await rewrapAll(runtime, { id: rotationId, toVersion }, work);
      if (signal.aborted) return "stopped";
      left = await keysNotUnder(runtime.pool, toVersion);
      if (left === 0) break;
    }
    if (left > 0) return "stopped";
    const input = { rotationId, keysLeft: left };
    did(await execute(runtime, finishRotation, { principal, input, key: `${key}:finish`, requestId }), "finished");
    return "done";
  });
}

/**
 * Takes the master keys before the latest finished rotation out of the ring, when their time has come and nothing needs
 * them. Writers are kept out while it counts. Gives the versions that stay, or null when there was nothing to do.
 */
export async function retireOldVersions(work: RotationWork): Promise<readonly number[] | null> {
  const { runtime, principal, dataDir, protection, requestId } = work;
  const done = await underLock(runtime.pool, async () => {
    const { rows } = await runtime.pool.query<{ id: string; to_version: number; state: string }>(
      "select id, to_version, state from key_rotations where state in ('rewrapped', 'retired') order by to_version desc limit 1",
    );
    const [rotation] = rows;
    if (!rotation || runtime.keyRing.versions.every((version) => version >= rotation.to_version)) return null;
    // While a newer rotation runs, its own end will clear up.
    if (runtime.keyRing.currentVersion !== rotation.to_version) return null;
    // What a process wrapped with the ring it had read before the rotation.
    await rewrapAll(runtime, { id: rotation.id, toVersion: rotation.to_version }, work);
    const keysLeft = await keysNotUnder(runtime.pool, rotation.to_version);
    if (rotation.state === "rewrapped") {
      const input = { rotationId: rotation.id, keysLeft };
      const outcome = await execute(runtime, endRotation, { principal, input, key: requestId, requestId });
      if (!outcome.ok) return null;
    } else if (keysLeft > 0) return null;
    const ring = await retireMasterKeys(dataDir, rotation.to_version, protection);
    runtime.keyRing.lookAgain();
    return ring.versions;
  });
  return done === "busy" ? null : done;
}
