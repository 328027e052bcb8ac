import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { picture } from "@/server/evidence/testing";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { loadList } from "@/server/screening/commands/load-list";
import { recheckSubmissions } from "./commands/recheck-submissions";
import { recordReading } from "./commands/record-reading";
import { DECLARED, handIn, kycDesk, reading } from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const submission = async (id: string) => (await house.rows("select * from kyc_submissions where id = $1", [id]))[0];
const documents = (id: string) =>
  house.rows("select kind, read_state, read_problem from kyc_documents where submission_id = $1 order by kind", [id]);
const findings = async (id: string): Promise<{ check: string; outcome: string; code: string }[]> =>
  (await house.rows("select findings from kyc_check_runs where submission_id = $1 order by run desc limit 1", [id]))[0]
    ?.findings ?? [];
const items = (id: string) =>
  house.rows("select kind, state, due_at, excluded_person_id from work_items where subject_id = $1", [id]);

/** A list in use on which one invented person stands. */
async function list(name: string): Promise<void> {
  const entry = {
    externalId: "T-1",
    kind: "person" as const,
    reference: "T.1",
    name,
    names: [name],
    numbers: [],
    births: [],
    nationalities: [],
    listedOn: null,
  };
  const input = { source: "un-consolidated" as const, asOf: "2026-10-08T00:00:00.000Z", sha256: "ab".repeat(32) };
  const loaded = await house.run(loadList, { ...input, entries: [entry] }, { as: house.system("system:cli") });
  if (!loaded.ok) throw new Error(loaded.code);
}

/** Each has a telephone of his own. */
let phones = 20_000_000;

/** A submission with its pictures handed over, none looked at. */
async function handed(desk: ReturnType<typeof kycDesk>, kinds: readonly ("id-front" | "id-back" | "hand-held")[]) {
  const made = await handIn(house, {
    documents: kinds,
    declared: { ...DECLARED, phone: `199${++phones}` },
  });
  if (!made.outcome.ok) throw new Error(made.outcome.code);
  const { id } = made.outcome.result;
  const files: string[] = [];
  for (const kind of kinds) files.push(await desk.attach(id, kind, made.as));
  return { id, files, as: made.as };
}

describe("a submission", () => {
  it("is read, checked and put before a reviewer other than who took it in", async () => {
    const desk = kycDesk(house, { read: (kind) => ({ readings: [reading(kind, "name", "测试甲")] }) });
    const { id, files, as } = await handed(desk, ["id-front", "id-back"]);
    expect(await desk.advance(id)).toBe("waiting");
    await desk.settle(files[0] ?? "");
    expect(await desk.advance(id)).toBe("waiting");
    expect(await documents(id)).toEqual([
      { kind: "id-back", read_state: "waiting", read_problem: null },
      { kind: "id-front", read_state: "read", read_problem: null },
    ]);
    await desk.settle(files[1] ?? "");
    expect(await desk.advance(id)).toBe("checked");
    expect(await submission(id)).toMatchObject({ status: "ready", check_run: 1 });
    expect(await items(id)).toMatchObject([
      { kind: "kyc-submission", state: "open", excluded_person_id: as.personId, due_at: expect.any(Date) },
    ]);
    const channel = await house.rows("select type, outcome, answers from kyc_channels where submission_id = $1", [id]);
    expect(channel).toEqual([
      { type: "public-security", outcome: "match", answers: { name: "match", idNumber: "match" } },
    ]);
    const used = await house.rows("select from evidence_files where subject_id = $1 and used_at is null", [id]);
    expect(used).toEqual([]);
    const [kept] = await house.rows("select reading_sealed from kyc_documents where submission_id = $1", [id]);
    expect(kept?.reading_sealed.toString("utf8")).not.toContain("测试甲");
  });

  it("is brought no further by a second run, nor by two at once", async () => {
    const desk = kycDesk(house);
    const { id } = await desk.ready();
    expect(await desk.advance(id)).toBe("nothing");
    const other = await handed(desk, ["id-front", "id-back"]);
    for (const file of other.files) await desk.settle(file);
    const outcomes = await Promise.all([desk.advance(other.id), desk.advance(other.id), desk.advance(other.id)]);
    expect(outcomes.filter((one) => one === "checked")).toHaveLength(1);
    expect(await submission(other.id)).toMatchObject({ status: "ready", check_run: 1 });
    expect(await items(other.id)).toHaveLength(1);
  });

  it("goes on where a killed run stopped: what was read is not read again", async () => {
    let reads = 0;
    const desk = kycDesk(house, {
      read: () => {
        reads += 1;
        if (reads === 2) throw new Error("killed");
        return {};
      },
    });
    const { id, files } = await handed(desk, ["id-front", "id-back"]);
    for (const file of files) await desk.settle(file);
    await expect(desk.advance(id)).rejects.toThrow("killed");
    expect(await submission(id)).toMatchObject({ status: "reading", check_run: 0 });
    expect(await desk.advance(id)).toBe("checked");
    expect(reads).toBe(3);
  });

  it("is not stuck by a picture nobody can read", async () => {
    const desk = kycDesk(house, {
      read: () => {
        throw new Error("out of memory");
      },
    });
    const { id, files } = await handed(desk, ["id-front"]);
    await desk.settle(files[0] ?? "");
    expect(await desk.advance(id, { lastTry: true })).toBe("checked");
    expect(await documents(id)).toEqual([{ kind: "id-front", read_state: "failed", read_problem: "not-readable" }]);
    expect(await findings(id)).toContainEqual(expect.objectContaining({ check: "quality", outcome: "fail" }));
    expect(await submission(id)).toMatchObject({ status: "ready" });
  });

  it("says what was seen on the picture of a wrong paper", async () => {
    const desk = kycDesk(house, { read: () => ({ problem: "wrong-side" }) });
    const { id } = await desk.ready();
    expect(await documents(id)).toEqual([{ kind: "id-front", read_state: "failed", read_problem: "wrong-side" }]);
  });

  it("with the same picture for both sides has the second one failed", async () => {
    const desk = kycDesk(house);
    const made = await handIn(house, { documents: ["id-front", "id-back"] });
    if (!made.outcome.ok) throw new Error(made.outcome.code);
    const { id } = made.outcome.result;
    const bytes = await picture("png", { width: 333, height: 222 });
    for (const kind of ["id-front", "id-back"] as const) await desk.settle(await desk.attach(id, kind, made.as, bytes));
    await desk.advance(id);
    expect((await documents(id)).map(({ read_problem }) => read_problem).sort()).toEqual([null, "same-picture"].sort());
  });

  it("asks a registry that is away again before it goes on without", async () => {
    const desk = kycDesk(house, { ask: () => ({ outcome: "unavailable", answers: {} }) });
    const { id, files } = await handed(desk, ["id-front"]);
    await desk.settle(files[0] ?? "");
    await expect(desk.advance(id)).rejects.toThrow("registry");
    expect(await submission(id)).toMatchObject({ status: "reading" });
    expect(await desk.advance(id, { lastAsk: true })).toBe("checked");
    expect(await findings(id)).not.toContainEqual(expect.objectContaining({ check: "registry", outcome: "pass" }));
  });
});

describe("what is found elsewhere", () => {
  it("is the same picture on another customer, the same face, and another identity on the telephone", async () => {
    const desk = kycDesk(house, { read: () => ({ lookHash: "0f0f0f0f0f0f0f0f" }) });
    const near = kycDesk(house, { read: () => ({ lookHash: "0f0f0f0f0f0f0f0e" }) });
    const bytes = await picture("webp", { width: 512, height: 128 });
    const phone = "19911112222";
    const first = await handIn(house, { documents: ["hand-held"], declared: { ...DECLARED, phone } });
    const second = await handIn(house, {
      documents: ["hand-held"],
      declared: { ...DECLARED, phone, idNumber: "99000119900307003X" },
    });
    if (!first.outcome.ok || !second.outcome.ok) throw new Error("not handed in");
    await desk.settle(await desk.attach(first.outcome.result.id, "hand-held", first.as, bytes));
    await desk.advance(first.outcome.result.id);
    const clean = await findings(first.outcome.result.id);
    expect(clean.filter(({ check, outcome }) => check === "phone-one-id" && outcome === "fail")).toEqual([
      expect.objectContaining({ check: "phone-one-id" }),
    ]);
    await near.settle(await near.attach(second.outcome.result.id, "hand-held", second.as, bytes));
    await near.advance(second.outcome.result.id);
    const found = await findings(second.outcome.result.id);
    const bad = found.filter(({ outcome }) => outcome === "fail" || outcome === "warn").map(({ check }) => check);
    expect(bad).toEqual(expect.arrayContaining(["duplicate", "phone-one-id"]));
    expect(found.filter(({ check }) => check === "duplicate").length).toBeGreaterThan(1);
  });
});

describe("a reading", () => {
  it("belongs to the worker, and is refused for a file that was replaced", async () => {
    const desk = kycDesk(house);
    const { id, files } = await handed(desk, ["id-front"]);
    const [document] = await house.rows<{ id: string }>("select id from kyc_documents where submission_id = $1", [id]);
    const input = {
      documentId: document?.id ?? "",
      fileId: files[0] ?? "",
      readings: [],
      quality: null,
      contentSha256: null,
      lookHash: null,
      problem: null,
      failed: false,
    };
    const denied = await house.run(recordReading, input, { as: house.as("kyc-reviewer") });
    expect(denied).toMatchObject({ code: "kernel.permission.denied" });
    const other = { ...input, fileId: "019a0000-0000-7000-8000-000000000000" };
    expect(await house.run(recordReading, other, { as: house.system("system:worker") })).toMatchObject({
      code: "kyc.submission.stale",
    });
  });
});

describe("a submission of somebody who is listed", () => {
  it("is held, says no more in the general log, and is checked again when it was another person", async () => {
    const declared = {
      ...DECLARED,
      name: "Sample Listed Person",
      idNumber: "990000199003070099",
      phone: "19933334444",
    };
    await list("Sample Listed Person");
    const desk = kycDesk(house);
    const { id, customer } = await desk.ready({ declared });
    expect(await submission(id)).toMatchObject({ status: "held" });
    expect(await items(id)).toEqual([]);
    expect(await findings(id)).not.toContainEqual(expect.objectContaining({ check: "list-hit" }));
    const entries = await house.rows<{ leaf: string; clearance: string }>(
      "select leaf::text, clearance from audit_entries where subject_id = $1",
      [id],
    );
    expect(entries.filter(({ clearance, leaf }) => clearance === "general" && /list|hit|held/.test(leaf))).toEqual([]);
    await house.rows("update screening_hits set state = 'dismissed' where customer_id = $1", [customer.customerId]);
    const as = house.system("system:worker");
    expect(await house.run(recheckSubmissions, { customerId: customer.customerId }, { as })).toMatchObject({
      result: { count: 1 },
    });
    expect(await desk.advance(id)).toBe("checked");
    expect(await submission(id)).toMatchObject({ status: "ready", check_run: 2 });
    expect(await house.run(recheckSubmissions, { customerId: customer.customerId }, { as })).toMatchObject({
      code: "kyc.submission.none-held",
    });
  });
});
