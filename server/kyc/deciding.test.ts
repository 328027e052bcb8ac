import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { acceptSubmission } from "./commands/accept-submission";
import { askSubmission } from "./commands/ask-submission";
import { decideDocument } from "./commands/decide-document";
import { rejectSubmission } from "./commands/reject-submission";
import { viewSubmission } from "./commands/view-submission";
import { submissionQuery } from "./detail";
import { acceptAll as acceptEach, found, type Ready, readyCase, somebody, standing, take } from "./testing/ready-case";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const reviewer = () => house.as("kyc-reviewer");
const other = () => house.as("kyc-reviewer", { second: true });
const code = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? "ok" : outcome.code);

const acceptAll = (one: Ready) => acceptEach(house, reviewer(), one);

const audited = (kind: string, id: string) =>
  house.rows<{ outcome: string; data: Record<string, unknown> }>(
    "select outcome, leaf::json->'data' as data from audit_entries where kind = $1 and subject_id = $2 order by at, id",
    [kind, id],
  );

describe("a decision", () => {
  it("accepts when every document is accepted: class, record, history, news", async () => {
    const declared = somebody({ phone: "15400002222" });
    const one = await readyCase(house, { declared, channels: ["bank-card", "telecom", "public-security"] });
    await take(house, reviewer(), one.id);
    const early = await house.run(acceptSubmission, { submissionId: one.id, version: 1 }, { as: reviewer() });
    expect(code(early)).toBe("kyc.submission.documents-undecided");
    const version = await acceptAll(one);
    const done = await house.run(acceptSubmission, { submissionId: one.id, version, note: "清楚" }, { as: reviewer() });
    expect(done).toMatchObject({ ok: true, result: { state: "accepted", version: version + 1 } });
    expect(await standing(house, one.id)).toMatchObject({ status: "accepted", outcome_class: 2 });

    const { accountId, customerId } = one.account;
    const [account] = await house.rows("select account_class from accounts where id = $1", [accountId]);
    expect(account).toEqual({ account_class: 2 });
    const changes = await house.rows(
      "select from_class, to_class, channels, rules from kyc_class_changes where account_id = $1",
      [accountId],
    );
    expect(changes).toMatchObject([{ from_class: 1, to_class: 2, channels: 3 }]);
    const papers = await house.rows(
      "select type, status, submission_id from identity_documents where customer_id = $1",
      [customerId],
    );
    expect(papers).toEqual([{ type: "resident-id", status: "valid", submission_id: one.id }]);
    const [customer] = await house.rows("select occupation, nationality from customers where id = $1", [customerId]);
    expect(customer).toEqual({ occupation: "职员", nationality: "CN" });
    const keys = await house.rows(
      "select kind from blind_index where subject_id = $1 and kind in ('id-number','phone') order by 1",
      [customerId],
    );
    expect(keys).toEqual([{ kind: "id-number" }, { kind: "phone" }]);
    const decisions = await house.rows(
      "select decision, decided_by, seconds from kyc_decisions where submission_id = $1",
      [one.id],
    );
    expect(decisions).toEqual([{ decision: "accept", decided_by: `person:${reviewer().personId}`, seconds: 0 }]);
    const items = await house.rows("select state from work_items where subject_id = $1 and kind = 'kyc-submission'", [
      one.id,
    ]);
    expect(items).toEqual([{ state: "done" }]);
    const told = (await house.jobs("kyc.submission.decided")).map(({ payload }) => payload);
    expect(told).toContainEqual({ submissionId: one.id, customerId, decision: "accept" });
    const entries = JSON.stringify([
      ...(await audited("kyc.submission.accept", one.id)),
      ...(await audited("customers.identity.record", customerId)),
      ...(await audited("accounts.class.change", accountId)),
    ]);
    expect(entries).toContain('"toClass":2');
    for (const secret of ["15400002222", declared.idNumber, "清楚", "样本"]) expect(entries).not.toContain(secret);
  });

  it("replaces the paper of record of its type, and is found by the new number alone", async () => {
    const documents = ["passport" as const];
    const first = await readyCase(house, {
      documents,
      declared: somebody({ idType: "passport", idNumber: "X99000001" }),
    });
    const { account } = first;
    const papers = [
      [first, "X99000001"],
      [
        await readyCase(house, {
          account,
          documents,
          purpose: "document-update",
          declared: somebody({ idType: "passport", idNumber: "X99000002" }),
        }),
        "X99000002",
      ],
    ] as const;
    for (const [one] of papers) {
      await take(house, reviewer(), one.id);
      const version = await acceptAll(one);
      expect(code(await house.run(acceptSubmission, { submissionId: one.id, version }, { as: reviewer() }))).toBe("ok");
    }
    const rows = await house.rows<{ status: string }>(
      "select status from identity_documents where customer_id = $1 order by created_at, id",
      [account.customerId],
    );
    expect(rows.map(({ status }) => status)).toEqual(["replaced", "valid"]);
    const indexed = async (number: string) =>
      (
        await house.rows("select 1 from blind_index where kind = 'id-number' and subject_id = $1 and value = $2", [
          account.customerId,
          house.runtime.blind("id-number", number),
        ])
      ).length;
    expect([await indexed("X99000001"), await indexed("X99000002")]).toEqual([0, 1]);
  });

  it("is refused for another person's number, and for a class that is not reached", async () => {
    const first = await readyCase(house);
    await take(house, reviewer(), first.id);
    await house.run(acceptSubmission, { submissionId: first.id, version: await acceptAll(first) }, { as: reviewer() });
    const second = await readyCase(house, { account: first.account, purpose: "document-update" });
    await take(house, reviewer(), second.id);
    const version = await acceptAll(second);
    const before = await house.checksums();
    expect(code(await house.run(acceptSubmission, { submissionId: second.id, version }, { as: reviewer() }))).toBe(
      "kyc.submission.other-person",
    );
    expect(await house.checksums()).toEqual(before);

    const wish = await readyCase(house, { requestedClass: 3, channels: ["bank-card"] });
    await take(house, reviewer(), wish.id);
    const refused = await house.run(
      acceptSubmission,
      { submissionId: wish.id, version: await acceptAll(wish) },
      { as: reviewer() },
    );
    expect(refused).toMatchObject({ code: "kyc.submission.class-not-reached", params: { class: 3, missing: 4 } });
  });

  it("counts the channels of submissions accepted before", async () => {
    const first = await readyCase(house, {
      channels: ["bank-card", "telecom"],
      declared: somebody({ idType: "passport", idNumber: "X99000011" }),
    });
    await take(house, reviewer(), first.id);
    await house.run(acceptSubmission, { submissionId: first.id, version: await acceptAll(first) }, { as: reviewer() });
    const second = await readyCase(house, {
      account: first.account,
      purpose: "upgrade",
      channels: ["tax"],
      declared: somebody({ idType: "passport", idNumber: "X99000011" }),
    });
    const detail = await house.ask(submissionQuery, { id: second.id }, { as: reviewer() });
    expect(detail.reachedClass).toBe(2);
  });

  it("rejects and asks for coded reasons, and opens a request", async () => {
    const one = await readyCase(house);
    await take(house, reviewer(), one.id);
    const bare = { submissionId: one.id, version: 1, reasons: [] };
    expect(code(await house.run(rejectSubmission, bare, { as: reviewer() }))).toBe("kyc.submission.reason-missing");
    const [front] = one.documents;
    const refusedPage = {
      documentId: front?.id ?? "",
      version: 1,
      decision: "reject" as const,
      reason: "glare" as const,
    };
    expect(code(await house.run(decideDocument, refusedPage, { as: reviewer() }))).toBe("ok");
    const rejected = await house.run(rejectSubmission, { ...bare, version: 2 }, { as: reviewer() });
    expect(rejected).toMatchObject({ ok: true, result: { state: "rejected" } });
    const [line] = await house.rows("select decision, reasons from kyc_decisions where submission_id = $1", [one.id]);
    expect(line).toEqual({ decision: "reject", reasons: ["glare"] });

    const two = await readyCase(house);
    await take(house, reviewer(), two.id);
    const again = { submissionId: two.id, version: 1, documents: ["id-back" as const], reasons: ["cut-off" as const] };
    expect(code(await house.run(askSubmission, again, { as: reviewer() }))).toBe("ok");
    const [request] = await house.rows("select documents, reasons, state from kyc_requests where submission_id = $1", [
      two.id,
    ]);
    expect(request).toEqual({ documents: ["id-back"], reasons: ["cut-off"], state: "open" });
    const detail = await house.ask(submissionQuery, { id: two.id }, { as: reviewer() });
    expect(detail).toMatchObject({ state: "asked", request: { state: "open" }, decisions: [{ decision: "ask" }] });
    expect(detail.people[detail.decisions[0]?.by ?? ""]).toBeDefined();
  });

  it("is never made against a failed check, nor of what is held, nor without the item", async () => {
    const failing = await readyCase(house, { findings: [found("age", "fail")] });
    expect(code(await house.run(acceptSubmission, { submissionId: failing.id, version: 1 }, { as: reviewer() }))).toBe(
      "kyc.submission.not-yours",
    );
    await take(house, reviewer(), failing.id);
    const version = await acceptAll(failing);
    const against = { submissionId: failing.id, version };
    expect(code(await house.run(acceptSubmission, against, { as: reviewer() }))).toBe("kyc.submission.check-failed");
    expect(code(await house.run(acceptSubmission, against, { as: other() }))).toBe("kyc.submission.not-yours");
    const held = await readyCase(house, { state: "held" });
    const no = { submissionId: held.id, version: 1, reasons: ["glare" as const] };
    expect(code(await house.run(rejectSubmission, no, { as: reviewer() }))).toBe("kyc.submission.held");
    const detail = await house.ask(submissionQuery, { id: held.id }, { as: reviewer() });
    expect(detail.may).toEqual({
      view: false,
      decide: false,
      override: false,
      ask: false,
      withdraw: false,
      send: false,
    });
  });

  it("of two at once stands once, and a lock that ran out meanwhile decides nothing", async () => {
    const one = await readyCase(house);
    await take(house, reviewer(), one.id);
    const version = await acceptAll(one);
    const input = { submissionId: one.id, version };
    const both = await Promise.all([
      house.run(acceptSubmission, input, { as: reviewer() }),
      house.run(rejectSubmission, { ...input, reasons: ["glare"] }, { as: reviewer() }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.map(code).sort()).toEqual(["kyc.submission.not-ready", "ok"]);
    const lines = await house.rows("select 1 from kyc_decisions where submission_id = $1", [one.id]);
    expect(lines).toHaveLength(1);

    const two = await readyCase(house);
    await take(house, reviewer(), two.id);
    const ready = await acceptAll(two);
    const now = house.clock.now();
    house.clock.set("2026-10-09T15:10:00+08:00");
    expect(code(await house.run(acceptSubmission, { submissionId: two.id, version: ready }, { as: reviewer() }))).toBe(
      "kyc.submission.not-yours",
    );
    await take(house, other(), two.id);
    expect(code(await house.run(acceptSubmission, { submissionId: two.id, version: ready }, { as: other() }))).toBe(
      "ok",
    );
    house.clock.set(now);
  });

  it("is for reviewers of its own programme", async () => {
    const mall = await readyCase(house, { programme: MALL });
    const as = reviewer();
    const [page] = mall.documents;
    await expect(house.ask(submissionQuery, { id: mall.id }, { as })).rejects.toThrow("not-found");
    await expect(house.run(viewSubmission, { submissionId: mall.id }, { as })).rejects.toThrow("not-found");
    await expect(house.run(acceptSubmission, { submissionId: mall.id, version: 1 }, { as })).rejects.toThrow(
      "not-found",
    );
    await expect(
      house.run(decideDocument, { documentId: page?.id ?? "", version: 1, decision: "accept" }, { as }),
    ).rejects.toThrow("not-found");
    const own = await readyCase(house);
    for (const role of ["customer-service", "auditor", "compliance-lead", "administrator"] as const)
      expect(
        code(await house.run(acceptSubmission, { submissionId: own.id, version: 1 }, { as: house.as(role) })),
      ).toBe("kernel.permission.denied");
  });
});
