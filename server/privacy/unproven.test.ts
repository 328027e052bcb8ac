import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PRIVACY_POLICY } from "@/domain/privacy/policy";
import { addDuration } from "@/domain/shared/time";
import { memoryStore } from "@/server/evidence/testing";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { type House, MALL, openHouse, PAY } from "@/server/kernel/testing/house";
import { takePackage } from "@/server/packages/commands/take-package";
import { getPackage } from "@/server/packages/http";
import { build, asked as copyAsked, unzip } from "@/server/packages/testing";
import { deleteWords } from "./commands/delete-words";
import { matchClaim } from "./commands/match-claim";
import { receiveRequest } from "./commands/receive-request";
import { verifyIdentity } from "./commands/verify-identity";
import { requestDetailQuery } from "./detail";
import { entered, lead, officer, paperOf, proven, rowOf, type Somebody, somebody, well } from "./testing";
import { watchRequests } from "./watch";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const system = (name: "system:worker" | "system:public-form", programmeId: string = PAY.programmeId) =>
  ({ kind: "system", name, programmeId }) as const;
const doing = (requestId: string, programmeId: string = PAY.programmeId) =>
  execute(house.runtime, deleteWords, {
    principal: system("system:worker", programmeId),
    input: { requestId },
    key: newId(),
    requestId: "job",
  });

/** A request of the public form whose customer was found, and nobody proved it. */
async function matched(of: Somebody): Promise<string> {
  const statusHash = Buffer.from(newId().replaceAll("-", "").repeat(2), "utf8").toString("hex").slice(0, 64);
  const input = {
    type: "access" as const,
    requester: "subject" as const,
    name: of.name,
    phone: of.phone,
    person: null,
    words: "陌生人写的话",
    asked: {},
    statusHash,
  };
  const call = { principal: system("system:public-form"), input, key: newId(), requestId: "form" };
  well(await execute(house.runtime, receiveRequest, call));
  const [row] = await house.rows<{ id: string }>("select id from privacy_requests where status_hash = $1", [
    Buffer.from(statusHash, "hex"),
  ]);
  const id = row?.id ?? "";
  const look = { principal: system("system:worker"), input: { requestId: id }, key: newId(), requestId: "job" };
  expect(await execute(house.runtime, matchClaim, look)).toMatchObject({ result: { found: true } });
  return id;
}

/** What a copy of a customer's data says. */
async function copyOf(customerId: string): Promise<string> {
  const store = memoryStore();
  const as = officer(house);
  await house.stepUp(as);
  const id = await copyAsked(house, customerId);
  await build(house, id, store);
  const { link } = well(await house.run(takePackage, { id }, { as }));
  const answer = await getPackage(as, link, { runtime: house.runtime, store });
  return (
    unzip(Buffer.from(await answer.arrayBuffer()))
      .get("data.json")
      ?.toString("utf8") ?? ""
  );
}

const keysOf = (id: string) =>
  house.rows("select subject_type from subject_keys where subject_id = $1 and subject_type = 'privacy-request'", [id]);
/** Whose key seals what was asked. */
const ownerOf = async (id: string) =>
  (
    await house.rows<{ subject_type: string }>(
      `select k.subject_type from privacy_requests r join subject_keys k
         on k.id = encode(substring(r.words_sealed from 3 for 16), 'hex')::uuid where r.id = $1`,
      [id],
    )
  )[0]?.subject_type;

async function on(moment: string, work: () => Promise<void>) {
  const now = house.clock.now();
  house.clock.set(moment);
  try {
    await house.rows("update sessions set last_seen_at = $1, expires_at = $1::timestamptz + interval '1 day'", [
      moment,
    ]);
    await work();
  } finally {
    house.clock.set(now);
    await house.rows("update sessions set last_seen_at = $1, expires_at = $1::timestamptz + interval '1 day'", [now]);
  }
}
const later = (days: number) => addDuration(house.clock.now(), { hours: 24 * days });

describe("what nobody has proven", () => {
  it("lies under a key of its own although its customer was found, and under his once he proves himself", async () => {
    const of = await somebody(house);
    const id = await matched(of);
    expect(await rowOf(house, id)).toMatchObject({ customer_id: of.customerId, state: "received" });
    expect(await ownerOf(id)).toBe("privacy-request");
    expect(await ownerOf((await entered(house, of, { type: "copy" })).id)).toBe("privacy-request");
    expect(await ownerOf((await proven(house, of, { type: "deletion" })).id)).toBe("customer");
  });

  it("is in no copy of the customer's data, words and papers, until he proves himself", async () => {
    const of = await somebody(house);
    const id = await matched(of);
    await paperOf(house, id);
    const before = await copyOf(of.customerId);
    expect(before).not.toContain("陌生人写的话");
    expect(before).not.toContain("image/png");
    well(await house.run(verifyIdentity, { id, version: 2, way: "counter", papers: [] }, { as: officer(house) }));
    const after = await copyOf(of.customerId);
    expect(after).toContain("陌生人写的话");
    expect(after).toContain("image/png");
  });

  it("is readable until its own term is over, and by nobody after it; its papers go with it", async () => {
    const id = await matched(await somebody(house));
    await paperOf(house, id);
    expect(await doing(id)).toMatchObject({ code: "privacy.words.kept" });
    await on(later(PRIVACY_POLICY.lapseDays + 1), async () => {
      await watchRequests(house.runtime, { requestId: newId() });
      expect(await rowOf(house, id)).toMatchObject({ state: "lapsed" });
      expect(await doing(id)).toMatchObject({ code: "privacy.words.kept" });
      const { words } = await house.ask(requestDetailQuery, { id }, { as: officer(house) });
      expect(words).toBe("陌生人写的话");
      await on(later(PRIVACY_POLICY.unprovenKeepDays + 1), async () => {
        await expect(doing(id, MALL.programmeId)).rejects.toThrow("not-found");
        await watchRequests(house.runtime, { requestId: newId() });
        expect(await keysOf(id)).toEqual([]);
        const detail = await house.ask(requestDetailQuery, { id }, { as: lead(house) });
        expect(detail).toMatchObject({ words: null, claim: null, papers: { files: 0 } });
        const ledger = "select 1 from erasures where subject_id = $1 and subject_type = 'privacy-request'";
        expect(await house.rows(ledger, [id])).toHaveLength(1);
        await watchRequests(house.runtime, { requestId: newId() });
        expect(await house.rows(ledger, [id])).toHaveLength(1);
      });
    });
  });
});
