import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RuleVersion } from "@/domain/rulebook/model";
import { createRules } from "@/domain/rulebook/rules";
import type { Runtime } from "@/server/kernel/runtime";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { type DryCore, road } from "./testing";

let house: House;
let way: ReturnType<typeof road<DryCore>>;
let account: MadeAccount;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  way = road(house);
  account = await makeAccount(house);
});

/** A new version of one rule comes into the rulebook while the test runs. */
async function withNewVersion(id: string, work: () => Promise<void>): Promise<void> {
  const kept = house.runtime.rules;
  const versions = kept
    .all()
    .map((rule): RuleVersion => (rule.id === id ? { ...rule, version: rule.version + 1 } : rule));
  const runtime = house.runtime as { -readonly [K in keyof Runtime]: Runtime[K] };
  runtime.rules = createRules(versions);
  try {
    await work();
  } finally {
    runtime.rules = kept;
  }
}

/** Proposes, lets something happen, and approves on a page opened after it. */
async function approvedAfter(happens: (measureId: string) => Promise<unknown>) {
  const { measureId, approvalId } = await way.propose(account.accountId);
  await happens(measureId);
  const seen = await way.look(approvalId);
  return { measureId, approvalId, seen, outcome: await way.approve(approvalId, way.lead, seen) };
}

async function expectVoid(key: string, ended: Awaited<ReturnType<typeof approvedAfter>>): Promise<void> {
  expect(ended.seen.detail.voided.map((change) => change.key)).toEqual([key]);
  expect(ended.outcome).toMatchObject({ ok: true, result: { status: "void", changes: [{ key }] } });
  expect(await house.rows("select status, changes from approvals where id = $1", [ended.approvalId])).toMatchObject([
    { status: "void", changes: [{ key }] },
  ]);
  expect(await house.rows("select 1 from core_instructions where measure_id = $1", [ended.measureId])).toHaveLength(0);
  expect(await house.rows("select state from work_items where subject_id = $1", [ended.approvalId])).toMatchObject([
    { state: "cancelled" },
  ]);
  const entries = await house.rows(
    "select outcome, leaf from audit_entries where subject_id = $1 and kind = 'approvals.approval.void'",
    [ended.approvalId],
  );
  expect(entries).toMatchObject([{ outcome: "committed" }]);
  expect(entries[0]?.leaf).toContain(`"input":"${key}"`);
}

describe("what ends an approval when it changes", () => {
  it("what was proposed: the measure's row", async () => {
    const ended = await approvedAfter((id) => house.rows("update measures set scope = 'all' where id = $1", [id]));
    await expectVoid("payload", ended);
    expect(await way.stateOf(ended.measureId)).toBe("void");
  });

  it("who the customer is: the record", async () => {
    await expectVoid(
      "identity",
      await approvedAfter(() =>
        house.rows("update customers set version = version + 1 where id = $1", [account.customerId]),
      ),
    );
  });

  it("who the customer is: a document", async () => {
    const addDocument = () =>
      house.rows(
        `insert into identity_documents (id, programme_id, legal_entity_id, customer_id, type, number_sealed, status, created_at)
         values (gen_random_uuid(), 'pay', 'hengchuan-pay', $1, 'id-card', '\\x00', 'valid', now())`,
        [account.customerId],
      );
    await expectVoid("identity", await approvedAfter(addDocument));
  });

  it("the account's status", async () => {
    await expectVoid(
      "account",
      await approvedAfter(() => house.rows("update accounts set status = 'closed' where id = $1", [account.accountId])),
    );
  });

  it("the account's class", async () => {
    await expectVoid(
      "account",
      await approvedAfter(() => house.rows("update accounts set account_class = 3 where id = $1", [account.accountId])),
    );
  });

  it("the rules a restriction rests on", async () => {
    const { approvalId, measureId } = await way.propose(account.accountId);
    await withNewVersion("law-nbpi-reg-27", async () => {
      const seen = await way.look(approvalId);
      await expectVoid("rule", { approvalId, measureId, seen, outcome: await way.approve(approvalId, way.lead, seen) });
    });
  });

  it("the rule of its reason", async () => {
    const { approvalId, measureId } = await way.propose(account.accountId);
    await withNewVersion("mipay-suspicious-act-first", async () => {
      const seen = await way.look(approvalId);
      await expectVoid("reason", {
        approvalId,
        measureId,
        seen,
        outcome: await way.approve(approvalId, way.lead, seen),
      });
    });
  });

  it("a payload other than the one signed is never run", async () => {
    const { approvalId, measureId } = await way.propose(account.accountId);
    await house.rows('update approvals set payload = payload || \'{"scope": "all"}\' where id = $1', [approvalId]);
    const { token, seenDigest, detail } = await way.look(approvalId);
    expect(detail.payloadIntact).toBe(false);
    expect(await way.approve(approvalId, way.lead, { token, seenDigest })).toMatchObject({
      code: "approvals.approval.payload-mismatch",
    });
    expect(await way.stateOf(measureId)).toBe("proposed");
  });

  it("what did not change leaves it alone: the balance told by an import, another customer's record", async () => {
    const other = await makeAccount(house);
    const { outcome } = await approvedAfter(async () => {
      await house.rows("update accounts set balance_minor = 7, version = version + 1 where id = $1", [
        account.accountId,
      ]);
      await house.rows("update customers set version = version + 1 where id = $1", [other.customerId]);
    });
    expect(outcome).toMatchObject({ ok: true, result: { status: "approved" } });
  });
});

describe("what only needs another look when it moves", () => {
  /** Something happens after the checker opened the page; he tries, is refused, looks again, and approves. */
  async function moved(key: string, happens: () => unknown): Promise<void> {
    const { measureId, approvalId } = await way.propose(account.accountId);
    const seen = await way.look(approvalId);
    await happens();
    const stale = await way.look(approvalId);
    expect(stale.detail.moved.map((change) => change.key)).toEqual([key]);
    expect(stale.detail.voided).toEqual([]);
    expect(await way.approve(approvalId, way.lead, { token: stale.token, seenDigest: seen.seenDigest })).toMatchObject({
      code: "approvals.approval.preview-moved",
    });
    expect(await way.stateOf(measureId)).toBe("proposed");
    expect(await way.approve(approvalId, way.lead, stale)).toMatchObject({ ok: true, result: { status: "approved" } });
  }

  it("the balance", () =>
    moved("balance", () => {
      way.core.facts = { ...way.core.facts, balance: { availableMinor: 1n, heldMinor: 0n, currency: "CNY" } };
    }));

  it("payments in flight", () =>
    moved("in-flight", () => {
      way.core.facts = { ...way.core.facts, inFlight: [] };
    }));

  it("standing instructions", () =>
    moved("standing", () => {
      way.core.facts = { ...way.core.facts, standingInstructions: [] };
    }));

  it("the customer's other accounts", () =>
    moved("linked", () => {
      way.core.facts = { ...way.core.facts, linkedAccounts: 3 };
    }));

  it("other live measures", () =>
    moved("measures", async () => {
      const { approvalId } = await way.propose(account.accountId, { scope: "credit" });
      expect(await way.approve(approvalId)).toMatchObject({ ok: true });
    }));

  it("nobody can undo a measure against himself: a moved balance never voids", async () => {
    const { approvalId } = await way.propose(account.accountId);
    for (const availableMinor of [5n, 4n, 3n]) {
      way.core.facts = { ...way.core.facts, balance: { availableMinor, heldMinor: 0n, currency: "CNY" } };
      expect((await way.look(approvalId)).detail.voided).toEqual([]);
    }
    expect(await way.approve(approvalId)).toMatchObject({ ok: true, result: { status: "approved" } });
  });
});
