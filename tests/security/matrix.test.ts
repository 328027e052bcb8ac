import "@/server/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROLE_NAMES, type Role, SYSTEM_ACTORS } from "@/domain/identity/roles";
import { clearanceOf, type Permission, permissionsOf, SYSTEM_PERMISSIONS } from "@/domain/permissions";
import type { Principal } from "@/server/kernel/actor";
import { AppError } from "@/server/kernel/errors";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { appRouter, callRouter } from "@/server/root";
import { commands, queries, settle, sideBySide } from "./support/answers";
import { sampleOf } from "./support/sample";

const LONG = 900_000;

let house: House;
beforeAll(async () => {
  house = await openHouse();
  settle(house);
});
afterAll(() => house.close());

type Caller = {
  readonly name: string;
  readonly principal: Principal;
  readonly may: ReadonlySet<Permission>;
  readonly cleared: boolean;
};

const callers = (): Caller[] => [
  ...ROLE_NAMES.map((role) => ({
    name: role,
    principal: house.as(role),
    may: permissionsOf([role]),
    cleared: clearanceOf([role]) === "suspicion",
  })),
  ...SYSTEM_ACTORS.map((name) => ({
    name,
    principal: house.system(name),
    may: new Set(SYSTEM_PERMISSIONS[name]),
    // The form of the public is nobody of the house.
    cleared: name !== "system:public-form",
  })),
];

const DENIED = "denied";

async function outcomeOf(work: Promise<unknown>, denied: (answer: unknown) => boolean): Promise<string> {
  try {
    return denied(await work) ? DENIED : "allowed";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.category === "forbidden" ? DENIED : "allowed";
  }
}

const isDenial = (answer: unknown) => (answer as { code?: string }).code === "kernel.permission.denied";

/** Queries that answer a caller they should not, or do not answer one they should. */
async function wrongAnswers(asking: readonly Caller[], asked = queries()): Promise<string[]> {
  const wrong: string[] = [];
  const calls = asked.flatMap((q) => asking.map((caller) => ({ q, caller })));
  await sideBySide(calls, async ({ q, caller: { name, principal, may, cleared } }) => {
    const found = await outcomeOf(house.ask(q, sampleOf(q.input), { as: principal }), () => false);
    // Behind the wall nobody is told that he may not: what he may not see does not exist.
    const meant = may.has(q.permission) || (q.clearance === "suspicion" && !cleared) ? "allowed" : DENIED;
    if (found !== meant) wrong.push(`${q.name}: ${name} is ${found}`);
  });
  return wrong;
}

describe("every query", { timeout: LONG }, () => {
  it("answers exactly those who hold its permission", async () => {
    expect(await wrongAnswers(callers())).toEqual([]);
  });

  it("is found when it answers somebody who holds nothing", async () => {
    const nobody = callers()
      .filter(({ name }) => name === "auditor")
      .map((caller) => ({ ...caller, may: new Set<Permission>() }));
    const state = queries().filter(({ name }) => name === "audit.log.state");
    expect(await wrongAnswers(nobody, state)).toEqual(["audit.log.state: auditor is allowed"]);
  });
});

describe("every command", { timeout: LONG }, () => {
  it("is open exactly to those who hold its permission, and keeps the denied attempt", async () => {
    const wrong: string[] = [];
    let denials = 0;
    const calls = commands().flatMap((cmd) => callers().map((caller) => ({ cmd, caller })));
    await sideBySide(calls, async ({ cmd, caller: { name, principal, may } }) => {
      const found = await outcomeOf(house.run(cmd, sampleOf(cmd.input), { as: principal }), isDenial);
      if (found === DENIED) denials += 1;
      if (found !== (may.has(cmd.permission) ? "allowed" : DENIED)) wrong.push(`${cmd.name}: ${name} is ${found}`);
    });
    expect(wrong).toEqual([]);
    const [kept] = await house.rows<{ n: number }>(
      "select count(*)::int as n from audit_entries where outcome = 'denied'",
    );
    expect(denials).toBeGreaterThan(100);
    expect(kept?.n).toBe(denials);
  });

  it("of a second factor refuses whoever has not given it freshly", async () => {
    const asking = commands().filter(({ stepUp }) => stepUp);
    expect(asking.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["approvals.approval.approve", "people.role.request"]),
    );
    for (const cmd of asking) {
      const role = ROLE_NAMES.find((one) => permissionsOf([one]).has(cmd.permission)) ?? "auditor";
      const outcome = await house.run(cmd, sampleOf(cmd.input), { as: house.as(role) });
      expect([cmd.name, outcome]).toMatchObject([cmd.name, { ok: false, code: "kernel.step-up.required" }]);
    }
  });
});

describe("every procedure of the transport", () => {
  const paths = Object.keys(appRouter._def.procedures as Record<string, unknown>);

  /** A procedure, or a router with procedures by name. */
  type Callable = ((input: unknown) => Promise<unknown>) & { readonly [name: string]: Callable };

  async function call(path: string, principal: Principal | null): Promise<unknown> {
    const caller = callRouter({ principal, requestId: "matrix" }) as unknown as Callable;
    const procedure = path.split(".").reduce<Callable | undefined>((at, name) => at?.[name], caller);
    return procedure?.(INPUTS[path]?.input ?? {});
  }

  /** Of what asks outside first, and so is no command or query of the registry: its checks are its own. */
  const anId = "019a0000-0000-7000-8000-000000000000";
  const INPUTS: Readonly<Record<string, { input: object; deniedTo: readonly [Role, Role] }>> = {
    "approvals.preview": { input: { approvalId: anId }, deniedTo: ["customer-service", "kyc-reviewer"] },
    "closures.look": {
      input: { accountId: anId, kind: "by-customer", subjectId: null },
      deniedTo: ["auditor", "kyc-reviewer"],
    },
    "controls.preview": {
      input: { accountId: anId, verb: "restrict", scope: "all", amountMinor: null, measureId: null },
      deniedTo: ["customer-service", "kyc-reviewer"],
    },
  };

  it("turns away whoever is not signed in", async () => {
    expect(paths.length).toBeGreaterThan(40);
    for (const path of paths) await expect(call(path, null), path).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  it.each(Object.keys(INPUTS))("%s asks nothing outside for who may not see it", async (path) => {
    for (const role of INPUTS[path]?.deniedTo ?? []) {
      expect(await call(path, house.as(role))).toMatchObject({ ok: false, code: "kernel.permission.denied" });
    }
    expect(await call(path, house.as("compliance-lead"))).toMatchObject({
      ok: false,
      code: "kernel.subject.not-found",
    });
  });

  it("is in the registry, or listed here with its own checks", () => {
    const direct = Object.entries(
      appRouter._def.procedures as unknown as Record<string, { _def: { inputs: unknown[] } }>,
    ).filter(([, one]) => one._def.inputs.some((input) => typeof input === "object"));
    expect(direct.map(([path]) => path).sort()).toEqual(Object.keys(INPUTS));
  });
});
