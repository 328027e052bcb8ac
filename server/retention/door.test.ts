import "@/server/all";
import { afterAll, beforeAll, expect, it } from "vitest";
import { SUBJECT_TABLES } from "@/db/data-map/subjects";
import { ROLE_NAMES, type Role } from "@/domain/identity/roles";
import { ROLE_PERMISSIONS } from "@/domain/permissions";
import type { Command } from "@/server/kernel/command";
import { inScope } from "@/server/kernel/scope";
import { type House, openHouse, PAY } from "@/server/kernel/testing/house";
import { releaseHold } from "@/server/reverification/commands/release-hold";
import { commands } from "@/tests/security/support/answers";
import { type Planned, plan, plant } from "@/tests/security/support/plant";
import { sampleOf, slotsOf } from "@/tests/security/support/sample";
import { restrictSubject } from "./restricted";

let house: House;
let stored: Planned;
let other: Planned;
beforeAll(async () => {
  house = await openHouse();
  stored = await plan(house, "913701");
  other = await plan(house, "913702");
  const tables = [...new Set(Object.values(SUBJECT_TABLES).map(({ table }) => table))];
  const as = { programme: PAY, clearance: "general" } as const;
  await plant(house, stored, { ...as, tables });
  await plant(house, other, { ...as, tables: [...tables, "reverification_holds"] });
  for (const role of ROLE_NAMES) await house.stepUp(house.as(role));
  await inScope(house.runtime, house.as("privacy-officer"), "write", async (scope) => {
    await restrictSubject(scope, { customerId: stored.ids.customers ?? "", requestId: null, cause: "deletion" });
    return { keep: true, value: undefined };
  });
});
afterAll(() => house.close());

const FAMILIES = /^(kyc|reverification|limits|closures|customers|letters)\./;
const roleFor = ({ permission }: Command): Role | undefined =>
  ROLE_NAMES.find((role) => (ROLE_PERMISSIONS[role] as readonly string[]).includes(permission));

type Call = { readonly cmd: Command; readonly role: Role; readonly input: unknown };

/** Every way a person may name a thing of somebody's to a command: as what it is about, or beside that. */
function callsOn({ ids }: Planned): Call[] {
  return commands().flatMap((cmd) => {
    const role = roleFor(cmd);
    if (!FAMILIES.test(cmd.name) || !role) return [];
    return slotsOf(cmd.input).flatMap(({ path, kind }) =>
      Object.values(SUBJECT_TABLES).flatMap(({ table }) => {
        const value = ids[table] ?? "";
        const input = kind === "id" ? sampleOf(cmd.input, { path, value }) : undefined;
        const parsed = cmd.input.safeParse(input);
        if (!parsed.success) return [];
        const about = cmd.subject(parsed.data);
        const named =
          (about.id === value && SUBJECT_TABLES[about.type]?.table === table) ||
          (path === "customerId" && table === "customers") ||
          (path === "accountId" && table === "accounts");
        return named ? [{ cmd, role, input }] : [];
      }),
    );
  });
}

async function codeOf({ cmd, role, input }: Call): Promise<string> {
  try {
    const outcome = await house.run(cmd, input as never, { as: house.as(role) });
    return outcome.ok ? "done" : outcome.code;
  } catch {
    return "failed";
  }
}

/** What goes on all the same: to look, to answer him, and to bring to its end what is open. */
const GOES_ON =
  /^(customers\.field\.reveal|kyc\.submission\.view|letters\.letter\.repeat)$|\.(withdraw|reject|close|end|dismiss)$/;

it("nothing that a command names of somebody whose data may only be stored is worked on", {
  timeout: 120_000,
}, async () => {
  const calls = callsOn(stored).filter(({ cmd }) => !GOES_ON.test(cmd.name));
  const done = new Set<string>();
  const wrong: string[] = [];
  for (const call of calls) {
    const code = await codeOf(call);
    done.add(call.cmd.name);
    if (code !== "retention.subject.restricted") wrong.push(`${call.cmd.name} as ${call.role}: ${code}`);
  }
  expect(wrong).toEqual([]);
  expect([...done]).toEqual(
    expect.arrayContaining(["kyc.submission.accept", "kyc.document.decide", "limits.adjustment.request"]),
  );
});

it("what brings it to its end, or is about anybody else, is not held up by that", { timeout: 120_000 }, async () => {
  const codes = new Set<string>();
  const ends = callsOn(stored).filter(({ cmd }) => GOES_ON.test(cmd.name) && cmd.name !== "customers.field.reveal");
  expect(ends.map(({ cmd }) => cmd.name)).toEqual(expect.arrayContaining(["kyc.submission.reject"]));
  for (const call of [...ends, ...callsOn(other)]) codes.add(await codeOf(call));
  expect(codes).not.toContain("retention.subject.restricted");
});

it("what is about no one customer is not held up by anybody's being stored", async () => {
  const input = { id: other.ids.reverification_holds ?? "", version: 1 };
  const outcome = await house.run(releaseHold, input, { as: house.as("compliance-lead") });
  expect(outcome).not.toMatchObject({ code: "retention.subject.restricted" });
});
