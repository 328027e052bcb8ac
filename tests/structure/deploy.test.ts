import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ROOT } from "./support/tree";

type Service = { command?: string[]; environment?: Record<string, string>; depends_on?: unknown; read_only?: boolean };

const text = (name: string) => readFileSync(join(ROOT, "deploy", name), "utf8");
const compose = parse(text("compose.yaml"), { merge: true }) as { services: Record<string, Service> };
const ours = Object.entries(compose.services).filter(([name]) =>
  ["migrate", "web", "worker", "gateway"].includes(name),
);

describe("the example of a deployment", () => {
  it("starts programs that exist, and gives only variables the console reads", () => {
    const known = [...readFileSync(join(ROOT, "env.ts"), "utf8").matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(
      ([, name]) => name,
    );
    expect(known).toContain("DATABASE_URL");
    expect(ours).toHaveLength(4);
    for (const [, service] of ours) {
      for (const word of service.command ?? []) {
        if (/\.(ts|mjs|js)$/.test(word)) expect(existsSync(join(ROOT, word)), word).toBe(true);
      }
      expect(Object.keys(service.environment ?? {}).filter((name) => !known.includes(name))).toEqual([]);
      expect(service.read_only).toBe(true);
    }
  });

  it("holds no secret: each comes from outside and is asked for", () => {
    for (const [name, service] of Object.entries(compose.services)) {
      for (const [variable, value] of Object.entries(service.environment ?? {})) {
        if (/SECRET|PASSWORD|TOKEN/.test(variable)) expect(`${name}.${variable}=${value}`).toMatch(/\$\{[A-Z_]+:[?-]/);
      }
    }
  });

  it("builds as the console is built, and runs as nobody", () => {
    const file = text("Containerfile");
    expect(file).toContain("RUN npm ci\n");
    expect(file.lastIndexOf("USER node")).toBeGreaterThan(file.lastIndexOf("FROM "));
    expect(file).not.toMatch(/^ENV.*(SECRET|PASSWORD|TOKEN)/m);
  });

  it("alarms by metrics that exist, each with a runbook that exists", () => {
    const rules = (
      parse(text("hegui-alarms.yaml")) as {
        groups: { rules: { alert: string; expr: string; annotations: { runbook: string } }[] }[];
      }
    ).groups.flatMap((group) => group.rules);
    const metrics = readFileSync(join(ROOT, "server/kernel/metrics.ts"), "utf8");
    for (const { expr, annotations } of rules) {
      for (const [name] of expr.matchAll(/hegui_[a-z_]+/g)) expect(metrics).toContain(name);
      expect(existsSync(join(ROOT, annotations.runbook)), annotations.runbook).toBe(true);
    }
  });
});
