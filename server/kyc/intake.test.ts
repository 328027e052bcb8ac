import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { amendSubmission } from "./commands/amend-submission";
import { attachDocument } from "./commands/attach-document";
import { submitSubmission } from "./commands/submit-submission";
import { submissionQuery } from "./detail";
import { DECLARED, handIn, kycDesk } from "./testing";

let house: House;
let desk: ReturnType<typeof kycDesk>;
beforeAll(async () => {
  house = await openHouse();
  desk = kycDesk(house);
});
afterAll(() => house.close());

const submissionRow = async (id: string) => (await house.rows("select * from kyc_submissions where id = $1", [id]))[0];
const idOf = (made: Awaited<ReturnType<typeof handIn>>) => {
  if (!made.outcome.ok) throw new Error(made.outcome.code);
  return made.outcome.result.id;
};

describe("handing in at the desk", () => {
  it("keeps what was declared sealed, announces the pictures, and tells the worker", async () => {
    const made = await handIn(house, { documents: ["id-front", "id-back"], faceToFace: true });
    const id = idOf(made);
    expect(made.outcome).toMatchObject({ result: { state: "collecting", version: 1 } });
    const row = await submissionRow(id);
    expect(row).toMatchObject({
      status: "collecting",
      origin: "desk",
      face_to_face: true,
      expected: ["id-front", "id-back"],
    });
    expect(row?.payload_sealed.toString("latin1")).not.toContain("9900001990");
    expect(row?.phone_key).toHaveLength(16);
    const documents = await house.rows(
      "select kind, read_state from kyc_documents where submission_id = $1 order by kind",
      [id],
    );
    expect(documents).toEqual([
      { kind: "id-back", read_state: "missing" },
      { kind: "id-front", read_state: "missing" },
    ]);
    expect((await house.jobs("kyc.document.arrived")).map(({ payload }) => payload)).toContainEqual({
      submissionId: id,
    });
    const [entry] = await house.rows("select leaf from audit_entries where subject_id = $1", [id]);
    expect(JSON.stringify(entry)).not.toMatch(/测试甲|19900000001|9900001990/);
  });

  it("without pictures is looked at as it is", async () => {
    const { outcome } = await handIn(house, { documents: [] });
    expect(outcome).toMatchObject({ result: { state: "reading" } });
  });

  it("gives every field that is wrong, by its code, and keeps nothing", async () => {
    const { customerNumber: customer } = await makeAccount(house);
    const good = {
      customer,
      purpose: "onboarding",
      subject: "person",
      documents: [],
      faceToFace: false,
      declared: DECLARED,
    };
    const before = await house.checksums();
    const cases: [object, string, string][] = [
      [{ declared: { ...DECLARED, birthDate: "1990-02-30" } }, "declared.birthDate", "invalid_format"],
      [{ declared: { ...DECLARED, phone: "call me" } }, "declared.phone", "custom"],
      [{ declared: { ...DECLARED, name: "名".repeat(101) } }, "declared.name", "custom"],
      [{ declared: { ...DECLARED, name: "a\u0000b" } }, "declared.name", "invalid_format"],
      [{ declared: { ...DECLARED, mother: "x" } }, "declared", "unrecognized_keys"],
      [{ declared: { ...DECLARED, businessScope: "x" } }, "declared.businessScope", "kyc.submission.field-unknown"],
      [{ declared: { idType: "business-licence" } }, "declared.idType", "kyc.submission.field-malformed"],
      [{ documents: ["id-front", "id-front"] }, "documents.1", "kyc.submission.document-twice"],
      [{ documents: ["business-licence"] }, "documents.0", "kyc.submission.document-unfit"],
      [{ documents: ["id-card"] }, "documents.0", "invalid_value"],
      [{ documents: new Array(50).fill("passport") }, "documents", "too_big"],
      [{ state: "accepted" }, "", "unrecognized_keys"],
      [{ failed: 0, outcomeClass: 1 }, "", "unrecognized_keys"],
    ];
    for (const [change, path, code] of cases) {
      const outcome = await house.run(submitSubmission, { ...good, ...change } as never, {
        as: house.as("customer-service"),
      });
      expect([change, outcome]).toMatchObject([change, { ok: false, code: "kernel.input.invalid" }]);
      const issues = !outcome.ok && "issues" in outcome ? outcome.issues : [];
      expect(issues).toContainEqual({ path, code });
    }
    expect(await house.checksums()).toEqual(before);
  });

  it("takes names of every kind", async () => {
    for (const name of ["阿依古丽·买买提", "𠮷田㐂", "O'Brien-Šmíd, Ana María", "王\u{2A700}"]) {
      expect((await handIn(house, { declared: { ...DECLARED, name } })).outcome.ok).toBe(true);
    }
  });

  it.each([
    ["an unknown customer", { customer: "C-999999" }, "kyc.submission.customer-unknown"],
    ["another kind of subject", { subject: "enterprise" }, "kyc.submission.subject-differs"],
    ["a request that is none", { requestId: "019a0000-0000-7000-8000-000000000000" }, "kyc.request.none"],
    [
      "a channel's answer from the future",
      { channels: [{ type: "bank-card", provider: "union", outcome: "match", at: "2026-10-09T15:00:00+08:00" }] },
      "kyc.submission.in-future",
    ],
  ])("refuses %s", async (_, change, code) => {
    const { customerNumber: customer } = await makeAccount(house);
    const base = { customer, purpose: "onboarding", subject: "person", documents: [], faceToFace: false, declared: {} };
    const outcome = await house.run(submitSubmission, { ...base, ...change } as never, {
      as: house.as("customer-service"),
    });
    expect(outcome).toMatchObject({ ok: false, code });
  });

  it("does not know a customer of another programme, and is not for who may not", async () => {
    const theirs = await makeAccount(house, { programme: MALL });
    const { outcome } = await handIn(house, { customer: theirs });
    expect(outcome).toMatchObject({ ok: false, code: "kyc.submission.customer-unknown" });
    const denied = await handIn(house, { as: house.as("auditor") });
    expect(denied.outcome).toMatchObject({ ok: false, code: "kernel.permission.denied" });
  });

  it("gives way to a newer one while it is incomplete, and stands in its way once it is with the house", async () => {
    const first = await handIn(house);
    const second = await handIn(house, { customer: first.customer });
    expect(await submissionRow(idOf(first))).toMatchObject({ status: "superseded" });
    await desk.settle(await desk.attach(idOf(second), "id-front", second.as));
    expect((await handIn(house, { customer: first.customer })).outcome).toMatchObject({
      code: "kyc.submission.deciding",
    });
    expect((await handIn(house, { customer: first.customer, purpose: "upgrade" })).outcome.ok).toBe(true);
  });

  it("of one customer twice at once leaves one standing", async () => {
    const customer = await makeAccount(house);
    await Promise.all([1, 2, 3].map(() => handIn(house, { customer })));
    const rows = await house.rows("select status from kyc_submissions where customer_id = $1", [customer.customerId]);
    expect(rows.filter(({ status }) => status === "collecting")).toHaveLength(1);
  });
});

describe("a picture", () => {
  it("takes its place once; a second for the same kind is refused while the first stands", async () => {
    const made = await handIn(house, { documents: ["id-front", "id-back"] });
    const id = idOf(made);
    const fileId = await desk.attach(id, "id-front", made.as);
    await expect(desk.attach(id, "id-front", made.as)).rejects.toThrow("kyc.document.stands");
    const twice = await house.run(attachDocument, { submissionId: id, kind: "id-back", fileId }, { as: made.as });
    expect(twice).toMatchObject({ code: "kyc.document.other-file" });
    await expect(desk.attach(id, "passport", made.as)).rejects.toThrow("kyc.submission.document-unannounced");
  });

  it("of another submission or programme is not taken", async () => {
    const [one, other] = [await handIn(house), await handIn(house)];
    const fileId = await desk.attach(idOf(one), "id-front", one.as);
    const across = await house.run(
      attachDocument,
      { submissionId: idOf(other), kind: "id-front", fileId },
      { as: other.as },
    );
    expect(across).toMatchObject({ code: "kyc.document.other-file" });
    const stranger = house.as("customer-service", { programme: MALL });
    const reach = () =>
      house.run(attachDocument, { submissionId: idOf(one), kind: "id-front", fileId }, { as: stranger });
    await expect(reach()).rejects.toMatchObject({ category: "not-found" });
  });

  it("that is none makes its document wait for another", async () => {
    const made = await handIn(house);
    const id = idOf(made);
    const fileId = await desk.attach(id, "id-front", made.as, Buffer.from("<svg onload='x()'/>"));
    expect(await submissionRow(id)).toMatchObject({ status: "reading" });
    expect(await desk.settle(fileId)).toBe("refused");
    expect(await submissionRow(id)).toMatchObject({ status: "collecting" });
    const [document] = await house.rows("select read_state, read_problem from kyc_documents where submission_id = $1", [
      id,
    ]);
    expect(document).toMatchObject({
      read_state: "refused",
      read_problem: expect.stringMatching(/^evidence\.content\./),
    });
    await desk.settle(await desk.attach(id, "id-front", made.as));
    expect(await submissionRow(id)).toMatchObject({ status: "reading" });
  });
});

describe("amending", () => {
  it("changes the fields given and has the checks run again", async () => {
    const { id } = await desk.ready();
    const { version } = (await submissionRow(id)) as { version: number };
    const as = house.as("customer-service");
    const stale = await house.run(amendSubmission, { submissionId: id, version: version - 1, declared: {} }, { as });
    expect(stale).toMatchObject({ code: "kyc.submission.stale" });
    const change = { submissionId: id, version, declared: { occupation: "教师" } };
    const decider = house.as("kyc-reviewer");
    expect(await house.run(amendSubmission, change, { as: decider })).toMatchObject({ code: "kyc.submission.decider" });
    expect((await house.ask(submissionQuery, { id }, { as: decider })).may.send).toBe(false);
    expect((await house.ask(submissionQuery, { id }, { as })).may.send).toBe(true);
    const done = await house.run(amendSubmission, change, { as });
    expect(done).toMatchObject({ result: { state: "reading" } });
    await desk.advance(id);
    expect(await submissionRow(id)).toMatchObject({ status: "ready", check_run: 2 });
  });
});
