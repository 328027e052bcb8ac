import pg from "pg";

const stats = new Map<string, { n: number; ms: number }>();
const orig = pg.Client.prototype.query as any;
(pg.Client.prototype as any).query = function (...args: any[]) {
  const t = typeof args[0] === "string" ? args[0] : (args[0]?.text ?? "COPY");
  const key = t.replace(/\s+/g, " ").slice(0, 70);
  const start = performance.now();
  const done = () => {
    const s = stats.get(key) ?? { n: 0, ms: 0 };
    s.n++;
    s.ms += performance.now() - start;
    stats.set(key, s);
  };
  const r = orig.apply(this, args);
  if (r?.then) r.then(done, done);
  else if (r?.on) {
    r.on("finish", done);
  }
  return r;
};
process.on("exit", () => {
  for (const [k, s] of [...stats].sort((a, b) => b[1].ms - a[1].ms).slice(0, 22))
    console.error(String(Math.round(s.ms)).padStart(8), String(s.n).padStart(6), k);
});
await import("../server/cli/bench");
