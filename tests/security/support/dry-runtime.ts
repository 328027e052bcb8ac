import type pg from "pg";
import type { Runtime } from "@/server/kernel/runtime";

/** A runtime that does everything and keeps nothing: each commit is taken back. `count`: statements that reached the database. */
export function dryRuntime(runtime: Runtime) {
  let statements = 0;
  const connect = async () => {
    const client = await runtime.pool.connect();
    return new Proxy(client, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (name !== "query") return typeof value === "function" ? value.bind(target) : value;
        return (...asked: unknown[]) => {
          statements += 1;
          const said = asked[0] === "commit" ? ["rollback", ...asked.slice(1)] : asked;
          return (target.query as (...all: unknown[]) => unknown)(...said);
        };
      },
    }) as pg.PoolClient;
  };
  const pool = new Proxy(runtime.pool, {
    get(target, name) {
      if (name === "connect") return connect;
      const value: unknown = Reflect.get(target, name, target);
      if (name !== "query") return typeof value === "function" ? value.bind(target) : value;
      return (...asked: unknown[]) => {
        statements += 1;
        return (target.query as (...all: unknown[]) => unknown)(...asked);
      };
    },
  });
  return { runtime: { ...runtime, pool } satisfies Runtime, count: () => statements };
}
