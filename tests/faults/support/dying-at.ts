import type pg from "pg";
import type { Runtime } from "@/server/kernel/runtime";
import { Killed } from "./dying-runtime";

/** A runtime whose process ends at its n-th statement: the database takes back what it had not committed. */
export function dyingAt(runtime: Runtime, nth: number) {
  let asked = 0;
  let dead = false;
  const connect = async () => {
    const client = await runtime.pool.connect();
    return new Proxy(client, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (name !== "query") return typeof value === "function" ? value.bind(target) : value;
        return async (...statement: unknown[]) => {
          asked += 1;
          if (dead || asked < nth) {
            if (dead) throw new Killed("the process is no more");
            return (target.query as (...all: unknown[]) => unknown)(...statement);
          }
          dead = true;
          await target.query("rollback");
          throw new Killed(`killed at statement ${nth}`);
        };
      },
    }) as pg.PoolClient;
  };
  const pool = new Proxy(runtime.pool, {
    get(target, name) {
      if (name === "connect") return connect;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { runtime: { ...runtime, pool } satisfies Runtime, died: () => dead };
}
