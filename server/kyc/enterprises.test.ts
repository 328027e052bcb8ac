import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fictitiousCreditCode } from "@/db/seed/enterprise-number";
import { fictitiousIdentityNumber } from "@/domain/customers/identity-number";
import type { Declared, DocumentKind, Finding } from "@/domain/kyc/model";
import type { DeclaredOwner } from "@/domain/kyc/owners";
import { localDate } from "@/domain/shared/time";
import { enterpriseQuery } from "@/server/customers/enterprise";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { acceptSubmission } from "./commands/accept-submission";
import { amendSubmission } from "./commands/amend-submission";
import { viewSubmission } from "./commands/view-submission";
import { submissionQuery } from "./detail";
import { handIn, kycDesk, reading } from "./testing";
import { acceptAll, standing, take } from "./testing/ready-case";

let house: House;
let firms = 0;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const numberOf = (n: number) =>
  fictitiousIdentityNumber({ birthDate: localDate("1979-04-05"), area: 500 + n, sequence: 7 });
const reviewer = () => house.as("kyc-reviewer");
const code = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? "ok" : outcome.code);

const person = (n: number, shareBp: number, more: Partial<DeclaredOwner> = {}): DeclaredOwner => ({
  kind: "person",
  name: `样本所有人${n}`,
  idType: "resident-id",
  idNumber: numberOf(n),
  shareBp,
  ...more,
});
const holding = (n: number, shareBp: number): DeclaredOwner => ({
  kind: "enterprise",
  name: `样本控股${n}有限公司`,
  idType: "business-licence",
  idNumber: fictitiousCreditCode(8_000 + n),
  shareBp,
});
/** Two persons, one of them through a holding of which every part is known. */
const WHOLE = [holding(1, 6000), person(1, 4000), person(2, 10_000, { above: 0 })];

const firm = (over: Declared = {}): Declared => ({
  name: "样本贸易有限公司",
  idType: "business-licence",
  idNumber: fictitiousCreditCode(8_500 + ++firms),
  idValidTo: "long-term",
  phone: `1540001${String(firms).padStart(4, "0")}`,
  address: "虚构市样本路9号",
  businessScope: "软件开发",
  representativeName: "样本代表",
  representativeIdType: "resident-id",
  representativeIdNumber: numberOf(90),
  ...over,
});

/** The desk with a licence that reads as declared. */
const deskOf = (declared: Declared) =>
  kycDesk(house, {
    read: (kind) => ({
      readings:
        kind === "business-licence"
          ? [
              reading(kind, "name", declared.name ?? ""),
              reading(kind, "idNumber", declared.idNumber ?? ""),
              ...(declared.representativeName === undefined
                ? []
                : [reading(kind, "representativeName", declared.representativeName)]),
            ]
          : [reading(kind, "name", "样本代表")],
    }),
  });

async function ready(
  owners?: readonly DeclaredOwner[],
  declared = firm(),
  customer?: MadeAccount,
  documents: readonly DocumentKind[] = ["business-licence"],
) {
  return deskOf(declared).ready({
    subject: "enterprise",
    documents,
    declared,
    ...(owners ? { owners } : {}),
    ...(customer ? { customer } : {}),
  });
}

const detail = (id: string) => house.ask(submissionQuery, { id }, { as: reviewer() });
const said = (findings: readonly Pick<Finding, "check" | "outcome" | "code">[], check: string) =>
  findings.filter((one) => one.check === check).map(({ outcome, code: what }) => `${outcome} ${what}`);

async function accept(id: string) {
  await take(house, reviewer(), id);
  const documents = await house.rows<{ id: string }>("select id from kyc_documents where submission_id = $1", [id]);
  const version = await acceptAll(house, reviewer(), { id, documents } as never);
  return house.run(acceptSubmission, { submissionId: id, version }, { as: reviewer() });
}

const recorded = (customerId: string) =>
  house.ask(enterpriseQuery, { id: customerId }, { as: house.as("compliance-officer") });

const told = (customerId: string) =>
  house.rows<{ kind: string; data: { submission?: string } }>(
    `select kind, leaf::json->'data' as data from audit_entries where subject_id = $1
       and kind ~ '^customers.(stake|representative)' and outcome = 'committed' order by kind`,
    [customerId],
  );

describe("an enterprise's declared owners", () => {
  it("are shown as a tree without names, in clear to who has the item, and kept out of the log", async () => {
    const { id } = await ready(WHOLE, firm(), undefined, ["business-licence", "id-front"]);
    const shown = await detail(id);
    expect(shown.ownership).toMatchObject({
      stakes: [
        { id: "0", aboveId: null, kind: "enterprise", shareBp: 6000 },
        { id: "1", aboveId: null, kind: "person", shareBp: 4000 },
        { id: "2", aboveId: "0", kind: "person", shareBp: 10_000 },
      ],
      owners: [
        { stakes: ["2"], shareBp: 6000, beneficial: true },
        { stakes: ["1"], shareBp: 4000, beneficial: true },
      ],
      gaps: [],
      unaccountedBp: 0,
      seniorManager: false,
    });
    expect(JSON.stringify(shown)).not.toMatch(/样本所有人|样本控股/);
    await take(house, reviewer(), id);
    const view = await house.run(viewSubmission, { submissionId: id }, { as: reviewer() });
    if (!view.ok) throw new Error(view.code);
    expect(view.result.owners[2]).toEqual({ id: "2", name: "样本所有人2", idNumber: numberOf(2) });
    expect(view.result.rows.find(({ field }) => field === "representativeName")).toMatchObject({ differs: false });
    const entries = await house.rows("select leaf from audit_entries where subject_id = $1", [id]);
    expect(JSON.stringify(entries)).not.toMatch(/样本|99050/);
    const [row] = await house.rows<{ payload: Buffer }>(
      "select payload_sealed as payload from kyc_submissions where id = $1",
      [id],
    );
    expect(row?.payload.toString("utf8")).not.toContain("shareBp");
  });

  it("decide what the checks say", async () => {
    const outcomes = async (owners?: readonly DeclaredOwner[], declared?: Declared) => {
      const { findings } = await detail((await ready(owners, declared)).id);
      return said(findings, "ownership");
    };
    expect(await outcomes(WHOLE)).toEqual(["pass passed"]);
    expect(await outcomes()).toEqual(["fail none-recorded"]);
    expect(await outcomes([holding(1, 6000), person(1, 4000)])).toEqual(["fail gap"]);
    const spread = Array.from({ length: 5 }, (_, n) => person(n, 2000));
    expect(await outcomes(spread)).toEqual(["pass senior-manager"]);
    const { representativeName: _, representativeIdNumber: __, ...nobody } = firm();
    expect(await outcomes(spread, nobody)).toEqual(["fail nobody"]);
  });

  it("are refused at the owner and the field where they cannot be", async () => {
    const refused = async (owners: readonly DeclaredOwner[], declared = firm()) => {
      const { outcome } = await handIn(house, { subject: "enterprise", declared, owners });
      return outcome.ok ? "ok" : `${outcome.code} ${outcome.field}`;
    };
    expect(await refused([person(1, 6000), person(2, 4001)])).toBe("customers.stake.above-whole owners.1.shareBp");
    expect(await refused([person(1, 100), person(1, 100)])).toBe("customers.stake.twice owners.1.idNumber");
    const own = firm({ idNumber: fictitiousCreditCode(8_001) });
    expect(await refused([holding(1, 6000)], own)).toBe("customers.stake.cycle owners.0.idNumber");
    const issues = async (handed: Parameters<typeof handIn>[1]) => {
      const { outcome } = await handIn(house, handed);
      return outcome.ok ? [] : (outcome.issues ?? []).map(({ path, code: what }) => `${what} ${path}`);
    };
    const wrong = [person(1, 100, { idNumber: "990000200001010000" })];
    expect(await issues({ subject: "enterprise", declared: firm(), owners: wrong })).toEqual([
      "kyc.submission.field-malformed owners.0.idNumber",
    ]);
    expect(await issues({ owners: [person(1, 100)] })).toEqual(["kyc.submission.field-unknown owners"]);
  });

  it("are put right as a whole, and stay where only fields are", async () => {
    const { id } = await ready([holding(1, 6000), person(1, 4000)]);
    const as = house.as("customer-service");
    const amend = async (part: object) =>
      house.run(
        amendSubmission,
        { submissionId: id, version: (await standing(house, id)).version, declared: {}, ...part } as never,
        { as },
      );
    expect(code(await amend({ declared: { businessScope: "货物进出口" } }))).toBe("ok");
    expect((await detail(id)).ownership?.stakes).toHaveLength(2);
    expect(code(await amend({ declared: { idNumber: fictitiousCreditCode(8_001) } }))).toBe("customers.stake.cycle");
    expect(code(await amend({ owners: WHOLE }))).toBe("ok");
    expect((await detail(id)).ownership).toMatchObject({ unaccountedBp: 0 });
  });
});

describe("an accepted enterprise", () => {
  it("has its representative and owners on record, once; what changed ends and is kept", async () => {
    const customer = await makeAccount(house, { kind: "enterprise" });
    const declared = firm();
    const first = await ready(WHOLE, declared, customer);
    expect(await accept(first.id)).toMatchObject({ ok: true, result: { state: "accepted" } });
    const before = await recorded(customer.customerId);
    expect(before.representatives).toMatchObject([{ role: "legal-representative", endedOn: null }]);
    expect(before.stakes.map(({ shareBp }) => shareBp).sort((a, b) => a - b)).toEqual([4000, 6000, 10_000]);
    expect(before.gaps).toEqual([]);
    const entries = await told(customer.customerId);
    expect(entries.map(({ kind }) => kind)).toEqual([
      "customers.representative.record",
      ...Array(3).fill("customers.stake.record"),
    ]);
    expect(new Set(entries.map(({ data }) => data.submission))).toEqual(new Set([first.id]));
    expect(JSON.stringify(entries)).not.toContain("样本");

    // The same again changes nothing.
    expect(code(await accept((await ready(WHOLE, declared, customer)).id))).toBe("ok");
    expect(await told(customer.customerId)).toHaveLength(4);

    // One person's part goes over to another, the holding above stays as it is; somebody else stands for it.
    const moved = [holding(1, 6000), person(3, 4000), person(2, 10_000, { above: 0 })];
    const next = { ...declared, representativeName: "样本新代表", representativeIdNumber: numberOf(91) };
    expect(code(await accept((await ready(moved, next, customer)).id))).toBe("ok");
    const after = await recorded(customer.customerId);
    const ids = (of: typeof after) => of.stakes.map(({ id }) => id);
    expect(ids(after).filter((id) => ids(before).includes(id))).toHaveLength(2);
    expect(after.representatives.map(({ endedOn }) => endedOn === null)).toEqual([true, false]);
    expect((await told(customer.customerId)).map(({ kind }) => kind).sort()).toEqual(
      [
        ...Array(2).fill("customers.representative.record"),
        "customers.representative.end",
        ...Array(4).fill("customers.stake.record"),
        "customers.stake.end",
      ].sort(),
    );
    const [kept] = await house.rows("select count(*)::int as n from ownership_stakes where customer_id = $1", [
      customer.customerId,
    ]);
    expect(kept).toEqual({ n: 4 });

    // Nothing declared: what is on record stays, and is what the checks go by.
    const silent = await ready(undefined, declared, customer);
    expect(said((await detail(silent.id)).findings, "ownership")).toEqual(["pass passed"]);
    expect((await detail(silent.id)).ownership).toBeNull();
  });
});
