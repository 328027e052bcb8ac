import type pg from "pg";
import type { Runtime } from "@/server/kernel/runtime";

/** Where a process ends: before its commit reaches the database, or after it, when nobody hears that it was kept. */
export type Moment = "before" | "after";

export class Killed extends Error {}

/**
 * A runtime whose process ends at its n-th commit (from 1): whatever it asks of the database after that fails, as it
 * would for a process that is no more. `died` says whether it came that far.
 */
export function dyingRuntime(runtime: Runtime, nth: number, moment: Moment) {
  let commits = 0;
  let dead = false;
  const alive = () => {
    if (dead) throw new Killed("the process is no more");
  };
  async function commit(client: pg.PoolClient): Promise<unknown> {
    commits += 1;
    if (commits < nth) return client.query("commit");
    dead = true;
    await client.query(moment === "before" ? "rollback" : "commit");
    throw new Killed(`killed ${moment} commit ${nth}`);
  }
  const watched = (client: pg.PoolClient): pg.PoolClient =>
    bound(client, {
      query: (...asked: unknown[]) => {
        alive();
        if (asked[0] === "commit") return commit(client);
        return (client.query as (...all: unknown[]) => unknown)(...asked);
      },
    });
  const pool = bound(runtime.pool, {
    connect: async () => {
      alive();
      return watched(await runtime.pool.connect());
    },
  });
  return { runtime: { ...runtime, pool } satisfies Runtime, died: () => dead };
}

/** The same object with some of its methods replaced. */
function bound<T extends object>(object: T, own: Readonly<Record<string, unknown>>): T {
  return new Proxy(object, {
    get(target, name) {
      if (typeof name === "string" && name in own) return own[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
