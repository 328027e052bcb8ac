import "@/server/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { approveProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { memoryStore } from "@/server/evidence/testing";
import type { Principal } from "@/server/kernel/actor";
import { type Command, execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { type House, openHouse, PAY } from "@/server/kernel/testing/house";
import { buildPackage } from "@/server/packages/build";
import { asked as packageFor } from "@/server/packages/testing";
import { answerRequest } from "@/server/privacy/commands/answer-request";
import { matchClaim } from "@/server/privacy/commands/match-claim";
import { proposeErasure } from "@/server/privacy/commands/propose-erasure";
import { registerRequest } from "@/server/privacy/commands/register-request";
import { verifyIdentity } from "@/server/privacy/commands/verify-identity";
import { postForm } from "@/server/privacy/http";
import { erasurePreviewQuery } from "@/server/privacy/queries";
import {
  asked,
  entered,
  lead,
  officer,
  planned,
  rowOf,
  service,
  somebody,
  taken,
  well,
} from "@/server/privacy/testing";
import { deleteClass } from "@/server/retention/commands/delete-class";
import { end, makeEnded, worker } from "@/server/retention/testing";
import { failingKeys, forgetAll } from "./support/failing-keys";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const LONG = { timeout: 240_000 };

/**
 * Lets the key store fail at each of its uses in turn, which must leave every table as it was; then lets the command through,
 * and once more under the same key, which does nothing again. Gives how often it failed.
 */
async function atEachUse<I extends z.ZodType, R>(command: Command<I, R>, principal: Principal, input: z.input<I>) {
  const key = newId();
  const run = (runtime: Runtime) => execute(runtime, command, { principal, input, key, requestId: newId() });
  let failures = 0;
  for (let nth = 1; ; nth++) {
    await forgetAll(house.runtime);
    const before = await house.checksums();
    const failing = failingKeys(house.runtime, nth);
    const done = await run(failing.runtime).catch(() => null);
    if (!failing.failed()) {
      expect(done).toMatchObject({ ok: true });
      break;
    }
    failures += 1;
    expect([nth, done]).toEqual([nth, null]);
    expect([nth, await house.checksums()]).toEqual([nth, before]);
  }
  const after = await house.checksums();
  expect(await run(house.runtime)).toMatchObject({ ok: true });
  expect(await house.checksums()).toEqual(after);
  return failures;
}

describe("the key store fails", LONG, () => {
  it("while a request is entered at the desk, proven, and answered in words: nothing of it stands, and it goes through once", async () => {
    const who = await somebody(house);
    const input = asked(house, who, { type: "decision-explanation" });
    expect(await atEachUse(registerRequest, service(house), input)).toBeGreaterThan(0);
    const [row] = await house.rows<{ id: string }>("select id from privacy_requests where customer_id = $1", [
      who.customerId,
    ]);
    const id = row?.id ?? "";
    const proof = { id, version: 1, way: "counter" as const, papers: [] };
    expect(await atEachUse(verifyIdentity, officer(house), proof)).toBeGreaterThan(0);
    const standing = await taken(house, await somebody(house), { type: "decision-explanation" });
    const words = { ...standing, outcome: "fulfilled" as const, answer: "按规则自动校验" };
    expect(await atEachUse(answerRequest, officer(house), words)).toBeGreaterThan(0);
    expect(await rowOf(house, standing.id)).toMatchObject({ state: "answered" });
  });

  it("at the public form: it says that it cannot now, keeps nothing, and a match by the worker waits for the keys", async () => {
    const who = await somebody(house);
    const send = (runtime: Runtime) => {
      const body = JSON.stringify({
        kind: "submit",
        programme: PAY.programmeId,
        type: "copy",
        requester: "subject",
        name: who.name,
        phone: who.phone,
        words: "请提供副本",
      });
      const headers = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
      return postForm(
        runtime,
        new Request("http://localhost/form", { method: "POST", headers, body }),
        "198.51.100.10",
      );
    };
    const count = async () => (await house.rows("select 1 from privacy_requests where channel = 'web-form'")).length;
    const failing = failingKeys(house.runtime, 3);
    const refused = await send(failing.runtime);
    expect(failing.failed()).toBe(true);
    expect([refused.status, await refused.json()]).toEqual([503, { problem: "unavailable" }]);
    expect(await count()).toBe(0);
    expect((await send(house.runtime)).status).toBe(202);
    const [row] = await house.rows<{ id: string }>("select id from privacy_requests where channel = 'web-form'");
    const input = { requestId: row?.id ?? "" };
    expect(await atEachUse(matchClaim, worker(), input)).toBeGreaterThan(0);
    expect(await rowOf(house, input.requestId)).toMatchObject({ customer_id: who.customerId });
  });

  it("while a deletion is proposed and agreed to: all or nothing, then once", async () => {
    const account = await makeEnded(house);
    const standing = await taken(house, account, { type: "deletion" });
    const { digest } = await house.ask(erasurePreviewQuery, { id: standing.id }, { as: officer(house) });
    const proposal = { ...standing, digest, note: "客户不再使用" };
    expect(await atEachUse(proposeErasure, officer(house), proposal)).toBeGreaterThan(0);
    const as = lead(house);
    const [approval] = await house.rows<{ id: string }>("select id from approvals where subject_id = $1", [
      standing.id,
    ]);
    const approvalId = approval?.id ?? "";
    await house.stepUp(as);
    const shown = await house.ask(approvalDetail, { approvalId }, { as });
    const yes = { approvalId, seenDigest: shown.current?.digest ?? "" };
    await atEachUse(approveProposal, as, yes);
    expect(await rowOf(house, standing.id)).toMatchObject({ state: "answered" });
    const entries = "select 1 from retention_entries where customer_id = $1";
    expect(await house.rows(entries, [account.customerId])).toHaveLength(5);
  });

  it("while classes are erased: no key goes without its certificate and its line in the ledger", async () => {
    const ended = await makeEnded(house);
    await end(house, ended.customerId);
    const entries = await house.rows<{ id: string }>(
      "select id from retention_entries where customer_id = $1 and retention_class = 'service'",
      [ended.customerId],
    );
    expect(entries).toHaveLength(1);
    expect(await atEachUse(deleteClass, worker(), { entryIds: entries.map(({ id }) => id) })).toBeGreaterThan(0);
    const [left] = await house.rows<{ certificates: number; ledger: number }>(
      `select (select count(*)::int from retention_certificates where customer_id = $1) as certificates,
         (select count(*)::int from retention_entries where customer_id = $1 and state = 'erased') as ledger`,
      [ended.customerId],
    );
    expect(left).toEqual({ certificates: 1, ledger: 1 });
  });

  it("while a copy is made: nothing is handed out or left lying, the request stays open, and the next try makes it", async () => {
    const who = await somebody(house);
    await planned(house, await taken(house, who, { type: "deletion" }));
    const packageId = await packageFor(house, who.customerId);
    const store = memoryStore();
    const shop = { store, dataDir: house.dataDir, signal: new AbortController().signal, requestId: newId() };
    const state = async () => {
      const [row] = await house.rows<{ state: string }>("select state from subject_packages where id = $1", [
        packageId,
      ]);
      return row?.state;
    };
    await forgetAll(house.runtime);
    const failing = failingKeys(house.runtime, 2);
    await expect(buildPackage(failing.runtime, worker(), packageId, shop)).rejects.toThrow();
    expect(failing.failed()).toBe(true);
    expect(await state()).toBe("building");
    await forgetAll(house.runtime);
    expect(await buildPackage(house.runtime, worker(), packageId, shop)).toBe("ready");
    expect(await buildPackage(house.runtime, worker(), packageId, shop)).toBe("nothing");
    expect(await state()).toBe("ready");
    well(await house.run(registerRequest, asked(house, who, { type: "copy" }), { as: service(house) }));
    expect(await entered(house, who, { type: "portability" })).toMatchObject({ version: 1 });
  });
});
