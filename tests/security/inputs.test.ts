import "@/server/all";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ROLE_NAMES, SYSTEM_ACTORS } from "@/domain/identity/roles";
import { permissionsOf, SYSTEM_PERMISSIONS } from "@/domain/permissions";
import type { Principal } from "@/server/kernel/actor";
import type { Command } from "@/server/kernel/command";
import { AppError } from "@/server/kernel/errors";
import { registered } from "@/server/kernel/registry";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { commands, queries, settle, sideBySide } from "./support/answers";
import { NAUGHTY_STRINGS } from "./support/naughty-strings";
import { nestsOf, sampleOf, slotsOf, written } from "./support/sample";

const FOREIGN = "019a0000-0000-7000-8000-987654000000";
const LONG = 900_000;
/** A longer list of such texts, as a JSON array, where there is one. */
const listed = process.env.NAUGHTY_STRINGS;
const texts = [...NAUGHTY_STRINGS, ...(listed ? (JSON.parse(readFileSync(listed, "utf8")) as string[]) : [])];

let house: House;
beforeAll(async () => {
  house = await openHouse();
  settle(house);
  for (const role of ROLE_NAMES) await house.stepUp(house.as(role));
});
afterAll(() => house.close());

/** What nobody in the house may do, only a machine with a key: its own door reads what it sends. */
const OF_MACHINES: ReadonlySet<string> = new Set(["connections.letters.read", "connections.submissions.read"]);

/** Somebody who may. */
function whoMay({ permission }: Pick<Command, "permission">): Principal {
  const role = ROLE_NAMES.find((one) => permissionsOf([one]).has(permission));
  if (role) return house.as(role);
  const name = SYSTEM_ACTORS.find((one) => SYSTEM_PERMISSIONS[one].includes(permission));
  if (!name) throw new Error(`nobody has ${permission}`);
  return house.system(name);
}

/** What a caller may add in the hope that it is believed. */
const PLANTED = JSON.parse(
  '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"programmeId":"mall","legalEntityId":"hengchuan-mall","actorId":"x","clearance":"suspicion","isAdmin":true,"permissions":["*"],"now":"1970-01-01T00:00:00.000Z"}',
) as Record<string, unknown>;

/** The names a schema gives to what was planted; those of its own are not counted. */
function believed(input: z.ZodType): string[] {
  const own = Object.keys((input as { shape?: object }).shape ?? {});
  const extra = Object.fromEntries(Object.entries(PLANTED).filter(([name]) => !own.includes(name)));
  const { success, data } = input.safeParse({ ...(sampleOf(input) as object), ...extra });
  if (!success || typeof data !== "object" || data === null) return [];
  return Object.keys(data).filter((name) => name in extra);
}

describe("the samples the checks are made with", () => {
  it("are valid, with an id or a text in every place that takes one", () => {
    const invalid = registered().flatMap(({ name, input }) => {
      const tried = [
        sampleOf(input),
        ...slotsOf(input).map(({ path, kind, min, max }) =>
          sampleOf(input, { path, value: kind === "id" ? FOREIGN : "甲".repeat(Math.min(Math.max(min, 3), max)) }),
        ),
      ];
      return tried.flatMap((sample) => {
        const { error } = input.safeParse(sample);
        const issues = error?.issues.map(({ path, code }) => `${path.join(".")} ${code}`);
        return issues ? [`${name} on ${written(sample)}: ${issues}`] : [];
      });
    });
    expect(invalid).toEqual([]);
  });
});

/** What a browser's own answer holds: a later browser may say more, and what is not asked for is left out. */
const OF_THE_BROWSER = ["identity.passkey.register", "identity.passkey.verify"];

/** Owners belong to an enterprise, and their papers must be of their kind: what no schema can say. */
function fitting(made: unknown): unknown {
  const { owners, ...rest } = made as { owners?: readonly object[]; subject?: string };
  if (!owners) return made;
  const paper = { kind: "person", idType: "passport", idNumber: "X99000001" };
  return {
    ...rest,
    ...("subject" in rest ? { subject: "enterprise" } : {}),
    owners: owners.map((owner) => ({ ...owner, ...paper })),
  };
}

/** The objects inside a command's input that take what was planted, or cannot be tried. */
function open({ input }: { input: z.ZodType }): string[] {
  return nestsOf(input).flatMap(({ path, own, with: put }) => {
    const takes = (added: object) => input.safeParse(fitting(put(added))).success;
    if (!takes({})) return [`${path} is not tried`];
    const strange = Object.keys(PLANTED).filter((name) => !own.includes(name));
    const taken = strange.filter((name) => takes({ [name]: PLANTED[name] }));
    return taken.length > 0 ? [`${path} takes ${taken.join(" ")}`] : [];
  });
}

describe("what is added inside an input", () => {
  it("is refused by every command", () => {
    const tried = commands().filter(({ name }) => !OF_THE_BROWSER.includes(name));
    expect(tried.flatMap((one) => nestsOf(one.input)).length).toBeGreaterThan(10);
    expect(tried.flatMap((one) => open(one).map((fault) => `${one.name}: ${fault}`))).toEqual([]);
  });

  it("is found where an object inside is open, in a list and in a choice too", () => {
    const loose = z.object({ clearance: z.string().optional() });
    const input = z.object({
      one: loose,
      many: z.array(z.discriminatedUnion("kind", [loose.extend({ kind: z.literal("a") })])),
    });
    expect(open({ input }).map((fault) => fault.split(" ")[0])).toEqual(["one", "many[]"]);
  });
});

describe("what is added to an input", () => {
  it("reaches no command and no query", () => {
    expect(registered().flatMap(({ name, input }) => believed(input).map((key) => `${name}: ${key}`))).toEqual([]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("would be found where it did", () => {
    expect(believed(z.looseObject({ id: z.string() }))).toContain("programmeId");
  });
});

describe("a text that has broken programs", { timeout: LONG }, () => {
  /** Every question with each text in each place for texts; what failed other than by an answer. */
  async function broken(kind: "query" | "command"): Promise<string[]> {
    const faults: string[] = [];
    const all = (kind === "query" ? queries() : commands()).filter(({ permission }) => !OF_MACHINES.has(permission));
    const calls = all.flatMap((one) =>
      slotsOf(one.input)
        .filter((slot) => slot.kind === "text")
        .flatMap(({ path }) => texts.map((value) => ({ one, path, value }))),
    );
    expect(calls.length).toBeGreaterThan(texts.length * 10);
    await sideBySide(calls, async ({ one, path, value }) => {
      const input = sampleOf(one.input, { path, value });
      const principal = whoMay(one);
      try {
        await (one.type === "query"
          ? house.ask(one, input, { as: principal })
          : house.run(one, input, { as: principal }));
      } catch (error) {
        if (error instanceof AppError) return;
        const { name, message } = error as Error;
        faults.push(`${one.name} ${path} ${JSON.stringify(value.slice(0, 40))}: ${name} ${message.slice(0, 80)}`);
      }
    });
    return faults;
  }

  it("is an answer of every query, or an error of its field", async () => {
    expect(await broken("query")).toEqual([]);
  });

  it("is carried out, refused or an error of its field in every command", async () => {
    expect(await broken("command")).toEqual([]);
  });
});
