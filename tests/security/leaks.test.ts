import "@/server/all";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { API_SCOPES } from "@/domain/connections/scopes";
import { ROLE_NAMES } from "@/domain/identity/roles";
import { ROUTES } from "@/server/connections/routes";
import { callDoor, makeKey } from "@/server/connections/testing";
import { clear, makeRecords, openItem } from "@/server/customers/testing";
import { configureLog } from "@/server/kernel/logger";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { allAnswers, commands, settle, sideBySide } from "./support/answers";
import { sampleOf, slotsOf } from "./support/sample";

const LONG = 900_000;
/** The scope that is given to be told values in clear, each time with an entry of its own. */
const CLEAR_SCOPE = "customers.clear";
const HIDDEN = Object.values(clear);

/** A value as it is, and in the forms it would still be read from. */
function formsOf(value: string): string[] {
  const bytes = Buffer.from(value, "utf8");
  // Base64 of a longer text holds the value in one of three forms, by where it begins; their inner part is the same always.
  const shifted = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    return text.slice(before === 0 ? 0 : 4, -4);
  });
  return [
    value,
    [...value].reverse().join(""),
    bytes.toString("hex"),
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    ...shifted.filter(({ length }) => length >= 8),
  ];
}
const FORMS = HIDDEN.flatMap((value) => formsOf(value).map((form) => ({ value, form })));

/** Which of the hidden values a text gives away. */
const found = (text: string): string[] => FORMS.filter(({ form }) => text.includes(form)).map(({ value }) => value);

let house: House;
let ids: string[] = [];
beforeAll(async () => {
  house = await openHouse();
  settle(house);
  const { mine } = await makeRecords(house);
  ids = [mine.customerId, mine.id, await openItem(house, mine.customerId)];
  for (const role of ROLE_NAMES) await house.stepUp(house.as(role));
});
afterAll(() => house.close());

/** What is logged while something is done. */
async function logged(work: () => Promise<void>): Promise<string> {
  const lines: string[] = [];
  const keep = (line: unknown) => lines.push(String(line)) > 0;
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(keep),
    vi.spyOn(process.stderr, "write").mockImplementation(keep),
  ];
  configureLog("info");
  try {
    await work();
  } finally {
    configureLog("silent");
    for (const spy of spies) spy.mockRestore();
  }
  return lines.join("");
}

describe("a value under seal", { timeout: LONG }, () => {
  it("is in no answer of any query to anybody, nor in a line of the log", async () => {
    let answers = new Map<string, string>();
    const lines = await logged(async () => {
      answers = await allAnswers(house, { ids, texts: HIDDEN });
    });
    expect(answers.size).toBeGreaterThan(500);
    const told = [...answers].flatMap(([question, answer]) => found(answer).map((value) => `${question}: ${value}`));
    expect(told).toEqual([]);
    expect(lines).toContain('"event":"query"');
    expect(found(lines)).toEqual([]);
  });

  it("is in no answer at the doors for machines", async () => {
    const { token } = await makeKey(house, API_SCOPES);
    const [customer = "", account = ""] = ids;
    const told: string[] = [];
    const clearDoors = ROUTES.filter(({ scope }) => scope === CLEAR_SCOPE);
    expect(clearDoors.map(({ operationId }) => operationId)).toEqual(["readCustomerClear"]);
    for (const route of ROUTES.filter(({ scope }) => scope !== CLEAR_SCOPE)) {
      for (const id of [customer, account]) {
        const path = route.path.replace("{customer}", id).replace("{id}", id);
        const body = route.body ? { body: sampleOf(route.documentedBody ?? route.body) } : {};
        const { body: answer } = await callDoor(house, route.method, path, { token, address: "203.0.113.9", ...body });
        told.push(...found(JSON.stringify(answer)).map((value) => `${route.operationId}: ${value}`));
      }
    }
    expect(told).toEqual([]);
  });

  it("typed into any field of a command is in no entry, event, job, key or line", async () => {
    const lines = await logged(async () => {
      const calls = commands().flatMap((cmd) =>
        slotsOf(cmd.input).flatMap(({ path, kind }) =>
          (kind === "id" ? ids : HIDDEN).map((value) => ({ cmd, input: sampleOf(cmd.input, { path, value }) })),
        ),
      );
      await sideBySide(calls, async ({ cmd, input }) => {
        for (const role of ["compliance-lead", "compliance-officer", "administrator", "kyc-reviewer"] as const) {
          await house.run(cmd, input, { as: house.as(role) }).catch(() => undefined);
        }
      });
    });
    expect(lines).toContain('"event":"command"');
    expect(found(lines)).toEqual([]);
    const told: string[] = [];
    const entries = await house.rows<{ kind: string; text: string }>(
      "select kind, t::text as text from audit_entries t",
    );
    told.push(...entries.flatMap(({ kind, text }) => found(text).map((value) => `${kind}: ${value}`)));
    for (const table of ["graphile_worker._private_jobs", "idempotency_keys", "work_items"]) {
      const rows = await house.rows<{ text: string }>(`select t::text as text from ${table} t`);
      told.push(...rows.flatMap(({ text }) => found(text).map((value) => `${table}: ${value}`)));
    }
    expect([...new Set(told)]).toEqual([]);
  });

  it("would be found in every form", () => {
    for (const form of [
      clear.name,
      Buffer.from(`{"a":"${clear.address}"}`).toString("base64"),
      "100101001099110000099",
    ]) {
      expect(found(`x${form}y`).length + Number(form === "100101001099110000099")).toBeGreaterThan(0);
    }
    expect(found([...clear.phone].reverse().join(""))).toEqual([clear.phone]);
  });
});
