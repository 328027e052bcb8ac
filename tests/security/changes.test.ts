import "@/server/all";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Command, committed } from "@/server/kernel/command";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { commands, settle } from "./support/answers";
import { effectsOn } from "./support/effects";
import { type Planned, plan, plant } from "./support/plant";
import { slotsOf } from "./support/sample";

const LONG = 900_000;
/** Where the key of every call carried out is kept. */
const KEYS = "idempotency_keys";

/**
 * Commands that may name somebody known elsewhere in the house, with why: staff belong to the house. What they change is
 * nobody's programme.
 */
const ACROSS: Readonly<Record<string, string>> = {
  "identity.session.start": "the door knows the person, not the programme",
  "identity.session.refuse": "the door knows the person, not the programme",
  "identity.oidc.assign": "the provider's groups are of the house; roles are given in the caller's programme alone",
  "notifications.notice.record": "news may come after somebody left: who has no role here is told nothing",
  "operations.run.record": "the run is the caller's own, told under an id of its making",
  "worklist.person.return": "whoever was disabled: only items of the caller's programme are given back",
};
/**
 * Commands that may be carried out under another programme's id, with why; and where they write then, in their own: nothing
 * else, and never that id.
 */
const CARRIED_OUT: Readonly<Record<string, { readonly why: string; readonly tables: readonly string[] }>> = {
  "limits.book.rebuild": {
    why: "the worker's own news of a batch: what is not here has no books to be rebuilt",
    tables: [],
  },
  "limits.decision.record": {
    why: "a batch is the gateway's own, told under an id of its making; its requests are refused one by one",
    tables: [],
  },
  "limits.decision.settle": {
    why: "a batch is the gateway's own, told under an id of its making; its decisions are found one by one",
    tables: [],
  },
  "orders.order.refuse": {
    why: "a paper is refused all the more where the order it names is nobody's here",
    tables: ["orders", "subject_keys", "work_items"],
  },
};
function isCarriedOut(effect: string): boolean {
  const [, name = "", tables] = /^(\S+) (?:on|changed (.+))/.exec(effect) ?? [];
  const meant = CARRIED_OUT[name];
  return meant !== undefined && (tables ?? "").split(", ").every((one) => [...meant.tables, "", KEYS].includes(one));
}

let house: House;
let mall: Planned;
let foreignIds: string[] = [];

beforeAll(async () => {
  house = await openHouse();
  settle(house);
  mall = await plan(house, "987654");
  await plant(house, mall, { programme: MALL, clearance: "general" });
  const colleague = house.as("auditor", { programme: MALL });
  foreignIds = [...mall.named, colleague.personId, colleague.sessionId];
});
afterAll(() => house.close());

/** A command that does. */
const rogueCommand = {
  type: "command",
  name: "identity.session.end",
  permission: "identity.self",
  input: z.object({ id: z.uuid() }),
  subject: ({ id }) => ({ type: "customer", id }),
  async handle({ tx }, { id }) {
    await tx.execute(sql`reset role`);
    await tx.execute(sql`update customers set version = version + 1 where id = ${id}::uuid`);
    return committed({ result: null, audit: [{ kind: "identity.session.end", subject: { type: "customer", id } }] });
  },
} satisfies Command<z.ZodObject<{ id: z.ZodUUID }>, null>;

describe("another programme", { timeout: LONG }, () => {
  it("cannot be changed by any command", async () => {
    const takesIds = (cmd: Command) => slotsOf(cmd.input).some(({ kind }) => kind === "id");
    const tried = commands().filter((cmd) => takesIds(cmd) && !(cmd.name in ACROSS));
    expect(tried.length).toBeGreaterThan(12);
    const effects = await effectsOn(house, tried, { ids: foreignIds, of: mall.ids });
    expect(effects.filter((effect) => !isCarriedOut(effect))).toEqual([]);
    const own = "select * from orders o where programme_id = 'pay' and o::text ~ any ($1)";
    expect(await house.rows(own, [foreignIds])).toEqual([]);
  });

  it("would be seen to change: a command that climbs over the fence is found", async () => {
    const effects = await effectsOn(house, [rogueCommand as unknown as Command], { ids: [mall.ids.customers ?? ""] });
    expect(effects).toContain("identity.session.end changed customers, idempotency_keys");
  });

  it("lends its people only where a reason is given", () => {
    const names = commands().map(({ name }) => name as string);
    expect([...Object.keys(ACROSS), ...Object.keys(CARRIED_OUT)].filter((name) => !names.includes(name))).toEqual([]);
  });
});
