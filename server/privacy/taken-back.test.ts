import "@/server/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closingCore, closingRoad } from "@/server/closures/testing";
import { memoryStore } from "@/server/evidence/testing";
import { newId } from "@/server/kernel/new-id";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { build } from "@/server/packages/testing";
import { inUse } from "@/server/sharing/testing";
import { preparePackage } from "./commands/prepare-package";
import { proposeCorrection } from "./commands/propose-correction";
import { registerRequest } from "./commands/register-request";
import { verifyIdentity } from "./commands/verify-identity";
import { withdrawRequest } from "./commands/withdraw-request";
import { letterPreviewQuery } from "./letter-words";
import { erasurePreviewQuery } from "./queries";
import { approved, asked, lead, officer, paperOf, planned, rowOf, service, somebody, taken, well } from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

async function begun(change: Partial<ReturnType<typeof closingCore>> = {}) {
  const account = await makeAccount(house);
  const { id } = await planned(house, await taken(house, account, { type: "closure" }));
  well(await approved(house, id));
  const [closure] = await house.rows<{ id: string }>("select id from closures where subject_id = $1", [id]);
  return {
    account,
    id,
    closureId: closure?.id ?? "",
    road: closingRoad(house, Object.assign(closingCore(), change)),
  };
}

/** Takes a request back as it stands; gives the lines of the letter that says so. */
async function takenBack(id: string) {
  const { version } = (await rowOf(house, id)) as { version: number };
  well(await house.run(withdrawRequest, { id, version, note: "客户来电撤回" }, { as: service(house) }));
  expect(await rowOf(house, id)).toMatchObject({ state: "withdrawn", version: version + 1 });
  const [letter] = await house.rows<{ params: { lines?: object[] } }>(
    "select params from customer_letters where subject_id = $1 and template = 'privacy.withdrawn'",
    [id],
  );
  return letter?.params.lines ?? [];
}

describe("a closing whose request is taken back", () => {
  it("goes no further where nothing was handed to the core", async () => {
    const { account, id, closureId, road } = await begun();
    expect(await takenBack(id)).toEqual([{ of: "accounts", as: "kept" }]);
    expect(await road.stateOf(closureId)).toMatchObject({ state: "withdrawn" });
    await road.work();
    expect(await road.verbs(account)).toEqual([]);
    expect(await road.accountState(account)).toBe("open");
    expect(await house.rows("select 1 from retention_entries where request_id = $1", [id])).toEqual([]);
  });

  it("stopped because something remained leaves the account as it is", async () => {
    const { account, id, closureId, road } = await begun({ availableMinor: 900n });
    await road.work();
    expect(await road.stateOf(closureId)).toMatchObject({ state: "stopped" });
    expect(await takenBack(id)).toEqual([{ of: "accounts", as: "kept" }]);
    expect(await road.stateOf(closureId)).toMatchObject({ state: "stopped" });
    expect(await road.accountState(account)).toBe("open");
  });

  it("handed over to be closed is closed, and the letter says so; what was closed stays closed", async () => {
    const { account, id, closureId, road } = await begun();
    await road.work();
    expect(await road.stateOf(closureId)).toMatchObject({ state: "closing" });
    expect(await takenBack(id)).toEqual([{ of: "accounts", as: "closing" }]);
    await road.answer(account);
    expect(await road.accountState(account)).toBe("closed");
    const other = await begun();
    await other.road.work();
    await other.road.answer(other.account);
    expect(await takenBack(other.id)).toEqual([{ of: "accounts", as: "closed" }]);
    expect(await other.road.accountState(other.account)).toBe("closed");
  });
});

describe("what was begun for a request that is taken back", () => {
  it("a copy is made for nobody, and one that lies ready is destroyed", async () => {
    const access = await taken(house, await somebody(house), { type: "access" });
    well(await house.run(preparePackage, access, { as: officer(house) }));
    const [made] = await house.rows<{ id: string }>("select id from subject_packages where request_id = $1", [
      access.id,
    ]);
    const packageId = made?.id ?? "";
    expect(await takenBack(access.id)).toEqual([]);
    const state = await house.rows("select state from subject_packages where id = $1", [packageId]);
    expect(state).toEqual([{ state: "revoked" }]);
    expect(await build(house, packageId, memoryStore())).toBe("nothing");
    expect(await house.rows("select 1 from subject_keys where subject_id = $1", [packageId])).toEqual([]);
  });

  it("a correction that waits is not carried out, whoever agrees to it later", async () => {
    const who = await somebody(house);
    const items = [{ field: "name" as const, value: "苏安改名" }];
    const { id, version } = await taken(house, who, { type: "correction", asked: { items } });
    await paperOf(house, id);
    const files = await house.rows<{ id: string }>("select id from evidence_files where subject_id = $1", [id]);
    const input = { id, version, items, evidenceIds: files.map((file) => file.id) };
    well(await house.run(proposeCorrection, input, { as: officer(house) }));
    await takenBack(id);
    const [correction] = await house.rows<{ id: string; state: string }>(
      "select id, state from corrections where request_id = $1",
      [id],
    );
    expect(correction).toMatchObject({ state: "withdrawn" });
    const decided = await approved(house, correction?.id ?? "");
    expect(decided.ok && (decided.result as { status?: string }).status === "approved").toBe(false);
    const name = await house.rows<{ n: number }>(
      "select count(*)::int as n from correction_items where correction_id = $1",
      [correction?.id],
    );
    expect(name).toEqual([{ n: 1 }]);
  });
});

describe("the second person", () => {
  it("sees plan and letter on the request itself, and nobody does who neither works on it nor checks it", async () => {
    const { id } = await planned(house, await taken(house, await somebody(house), { type: "deletion" }));
    const letter = { id, of: "erasure", language: "zh-CN" } as const;
    const [own, seconds] = [officer(house), lead(house)];
    const seen = await house.ask(erasurePreviewQuery, { id }, { as: seconds });
    expect(seen).toEqual(await house.ask(erasurePreviewQuery, { id }, { as: own }));
    expect((await house.ask(letterPreviewQuery, letter, { as: seconds })).long).not.toBe("");
    for (const role of ["customer-service", "auditor", "team-lead", "administrator"] as const) {
      await expect(house.ask(erasurePreviewQuery, { id }, { as: house.as(role) })).rejects.toThrow("forbidden");
      await expect(house.ask(letterPreviewQuery, letter, { as: house.as(role) })).rejects.toThrow("forbidden");
    }
  });
});

async function proves({ id, version }: { id: string; version: number }) {
  const proof = { id, version, way: "counter" as const, papers: [] };
  return well(await house.run(verifyIdentity, proof, { as: officer(house) }));
}
async function withdrawn({ id, version }: { id: string; version: number }) {
  well(await house.run(withdrawRequest, { id, version, note: "改提" }, { as: service(house) }));
}

describe("opting out of one partner", () => {
  it("stops that one at once and no other; a mandatory, unknown or foreign one among them leaves all as it was", async () => {
    const optional = {
      kind: "recipient" as const,
      basis: "consent" as const,
      purpose: "marketing" as const,
      caseCode: "with-separate-consent" as const,
    };
    const one = await inUse(house, { ...optional, name: "样本甲" });
    const two = await inUse(house, { ...optional, name: "样本乙" });
    const must = await inUse(house);
    const who = await somebody(house);
    const stopped = async () =>
      (
        await house.rows<{ id: string }>(
          "select partner_id as id from sharing_stops where customer_id = $1 and lifted_at is null order by stopped_at",
          [who.customerId],
        )
      ).map(({ id }) => id);
    const ask = (partnerIds: string[]) =>
      house.run(registerRequest, asked(house, who, { type: "sharing-off", asked: { partnerIds } }), {
        as: service(house),
      });
    for (const wrong of [must.id, newId() as string]) {
      const outcome = await ask([two.id, wrong]).catch((error: unknown) => ({ ok: false as const, error }));
      // Refused as it is entered, or left to an officer once proven: in neither case a part of the list takes effect.
      if (outcome.ok) await withdrawn(await proves(outcome.result));
      expect(await stopped()).toEqual([]);
    }
    expect(await proves(well(await ask([one.id])))).toMatchObject({ state: "answered" });
    expect(await stopped()).toEqual([one.id]);
  });
});
