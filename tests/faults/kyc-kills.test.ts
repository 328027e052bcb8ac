import "@/server/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { processFile } from "@/server/evidence/process";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { acceptSubmission } from "@/server/kyc/commands/accept-submission";
import { rejectSubmission } from "@/server/kyc/commands/reject-submission";
import { requestOverride } from "@/server/kyc/commands/request-override";
import { advance } from "@/server/kyc/pipeline";
import { handIn, kycDesk, reading } from "@/server/kyc/testing";
import { acceptAll, found, readyCase, somebody, standing, take } from "@/server/kyc/testing/ready-case";
import { dyingRuntime, Killed, type Moment } from "./support/dying-runtime";

let house: House;
let desk: ReturnType<typeof kycDesk>;
beforeAll(async () => {
  house = await openHouse();
  desk = kycDesk(house, { read: (kind) => ({ readings: [reading(kind, "name", "测试甲")] }) });
});
afterAll(() => house.close());

const worker = () => house.system("system:worker");
const reviewer = () => house.as("kyc-reviewer");
const KINDS = ["id-front", "id-back"] as const;

/** A submission with its pictures handed over, none looked at. */
async function handedOver() {
  const made = await handIn(house, { documents: KINDS, declared: somebody({ phone: `154${newPhone()}` }) });
  if (!made.outcome.ok) throw new Error(made.outcome.code);
  const { id } = made.outcome.result;
  const files: string[] = [];
  for (const kind of KINDS) files.push(await desk.attach(id, kind, made.as));
  return { id, files };
}

let phones = 10_000_000;
const newPhone = () => String(++phones);

/** The worker's whole part on a submission: each file looked at and taken in, then read, asked about and checked. */
async function wholeWork(runtime: Runtime, { id, files }: { id: string; files: readonly string[] }) {
  const signal = new AbortController().signal;
  for (const file of files) {
    const shop = { store: desk.store, scanner: null, dataDir: house.dataDir, signal, requestId: newId() };
    await processFile(runtime, worker(), file, shop);
  }
  return advance(runtime, worker(), id, desk.shop());
}

/** Everything that the work on a submission leaves, without ids. */
async function left(id: string) {
  const count = async (text: string) => (await house.rows<{ n: number }>(text, [id]))[0]?.n;
  return {
    submission: await house.rows(
      "select status, version, check_run, failed, warned from kyc_submissions where id = $1",
      [id],
    ),
    documents: await house.rows(
      "select kind, read_state, read_problem, version from kyc_documents where submission_id = $1 order by kind",
      [id],
    ),
    files: await house.rows(
      "select state, used_at is null as unused, count(*)::int as n from evidence_files where subject_id = $1 group by 1, 2",
      [id],
    ),
    blobs: await count(
      "select count(*)::int as n from evidence_blobs b join evidence_files f on f.id = b.file_id where f.subject_id = $1 and b.written",
    ),
    runs: await count("select count(*)::int as n from kyc_check_runs where submission_id = $1"),
    channels: await count("select count(*)::int as n from kyc_channels where submission_id = $1"),
    items: await house.rows("select kind, state from work_items where subject_id = $1", [id]),
    entries: await house.rows(
      "select kind, count(*)::int as n from audit_entries where subject_id = $1 group by 1 order by 1",
      [id],
    ),
    news: (await house.jobs("kyc.document.arrived")).filter(
      ({ payload }) => (payload as { submissionId: string }).submissionId === id,
    ).length,
  };
}

describe("the worker on a submission, killed at a commit", () => {
  it.each<Moment>(["before", "after"])(
    "%s it: another goes on, and what is left is as if nobody had died",
    async (moment) => {
      const calm = await handedOver();
      expect(await wholeWork(house.runtime, calm)).toBe("checked");
      const meant = await left(calm.id);
      expect(meant).toMatchObject({ items: [{ kind: "kyc-submission", state: "open" }], runs: 1, channels: 1 });
      let deaths = 0;
      for (let nth = 1; ; nth += 1) {
        const one = await handedOver();
        const { runtime, died } = dyingRuntime(house.runtime, nth, moment);
        const first = await wholeWork(runtime, one).catch((error: unknown) => error);
        if (!died()) {
          expect(first).toBe("checked");
          break;
        }
        deaths += 1;
        expect(first).toBeInstanceOf(Killed);
        await wholeWork(house.runtime, one);
        expect(await wholeWork(house.runtime, one)).toBe("nothing");
        expect([nth, await left(one.id)]).toEqual([nth, meant]);
      }
      // Two files of a page and an original each, taken in; two readings; one run of the checks.
      expect(deaths).toBeGreaterThanOrEqual(7);
    },
    600_000,
  );
});

const decisions = (id: string) =>
  house.rows("select decision, overridden from kyc_decisions where submission_id = $1", [id]);
const openItems = (id: string) =>
  house.rows("select 1 from work_items where subject_id = $1 and kind = 'kyc-submission' and state = 'open'", [id]);

describe("a decision cut off at its commit", () => {
  it.each<Moment>(["before", "after"])("%s it, and sent again under its key, stands once", async (moment) => {
    const one = await readyCase(house, { channels: ["bank-card", "telecom", "public-security"] });
    await take(house, reviewer(), one.id);
    const input = { submissionId: one.id, version: await acceptAll(house, reviewer(), one) };
    const call = { principal: reviewer(), input, key: newId(), requestId: newId() };
    const before = await house.checksums();
    const { runtime } = dyingRuntime(house.runtime, 1, moment);
    await expect(execute(runtime, acceptSubmission, call)).rejects.toBeInstanceOf(Killed);
    if (moment === "before") {
      expect(await house.checksums()).toEqual(before);
      expect(await openItems(one.id)).toHaveLength(1);
    }
    const again = await execute(house.runtime, acceptSubmission, call);
    expect(again).toMatchObject({ ok: true, replayed: moment === "after", result: { state: "accepted" } });
    expect(await decisions(one.id)).toEqual([{ decision: "accept", overridden: [] }]);
    const changes = await house.rows("select to_class from kyc_class_changes where account_id = $1", [
      one.account.accountId,
    ]);
    expect(changes).toEqual([{ to_class: 2 }]);
    expect(await openItems(one.id)).toEqual([]);
  });

  it.each<Moment>(["before", "after"])(
    "of the second person, %s it: the override is carried out once",
    async (moment) => {
      const one = await readyCase(house, { findings: [found("age", "fail")] });
      await take(house, reviewer(), one.id);
      const version = await acceptAll(house, reviewer(), one);
      const proposal = { submissionId: one.id, version, checks: ["age" as const], reason: "paper-inspected" as const };
      const asked = await house.run(requestOverride, { ...proposal, note: "查验原件" }, { as: reviewer() });
      expect(asked).toMatchObject({ ok: true });
      const [approval] = await house.rows<{ id: string }>("select id from approvals where subject_id = $1", [one.id]);
      const lead = house.as("compliance-lead");
      await house.stepUp(lead);
      const approvalId = approval?.id ?? "";
      const shown = await house.ask(approvalDetail, { approvalId }, { as: lead });
      const input = { approvalId, seenDigest: shown.current?.digest ?? "" };
      const call = { principal: lead, input, key: newId(), requestId: newId() };
      const { runtime } = dyingRuntime(house.runtime, 1, moment);
      await expect(execute(runtime, approveProposal, call)).rejects.toBeInstanceOf(Killed);
      expect((await standing(house, one.id)).status).toBe(moment === "before" ? "overriding" : "accepted");
      expect(await execute(house.runtime, approveProposal, call)).toMatchObject({
        ok: true,
        replayed: moment === "after",
        result: { status: "approved" },
      });
      expect(await decisions(one.id)).toEqual([{ decision: "accept", overridden: ["age"] }]);
    },
  );
});

describe("two at once over one submission", () => {
  it("a rejection and a proposal to accept all the same: one stands, and nothing waits that was decided", async () => {
    for (let round = 0; round < 4; round += 1) {
      const one = await readyCase(house, { findings: [found("age", "fail")] });
      await take(house, reviewer(), one.id);
      const version = await acceptAll(house, reviewer(), one);
      const about = { submissionId: one.id, version };
      const proposal = { ...about, checks: ["age" as const], reason: "paper-inspected" as const, note: "查验原件" };
      const both = await Promise.all([
        house.run(requestOverride, proposal, { as: reviewer() }),
        house.run(rejectSubmission, { ...about, reasons: ["glare"] }, { as: reviewer() }),
      ]);
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      const { status } = await standing(house, one.id);
      const pending = await house.rows("select 1 from approvals where subject_id = $1 and status = 'pending'", [
        one.id,
      ]);
      expect([status, pending.length]).toEqual(both[0].ok ? ["overriding", 1] : ["rejected", 0]);
      expect(await decisions(one.id)).toHaveLength(both[0].ok ? 0 : 1);
    }
  });
});
