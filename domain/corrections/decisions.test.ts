import { describe, expect, it } from "vitest";
import { fictitiousIdentityNumber } from "../customers/identity-number";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { applyCorrection, type OnRecord, proposeCorrection } from "./decisions";
import type { CorrectionItem } from "./model";

const TODAY = localDate("2026-10-09");
const NUMBER = fictitiousIdentityNumber({ birthDate: localDate("1990-01-01"), area: 1, sequence: 1 });
const OTHER = fictitiousIdentityNumber({ birthDate: localDate("1990-01-01"), area: 2, sequence: 3 });

const record: OnRecord = {
  kind: "person",
  documentType: "resident-id",
  values: {
    name: "样本某",
    phone: "13900000001",
    address: null,
    "external-ref": null,
    occupation: "teacher",
    nationality: "CHN",
    "document-number": NUMBER,
    "document-valid-from": "2020-05-06",
    "document-valid-to": "2040-05-06",
  },
};

type Change = Partial<Parameters<typeof proposeCorrection>[0]>;
const propose = (items: readonly CorrectionItem[], change: Change = {}) =>
  proposeCorrection({
    record,
    items,
    restricted: false,
    openAlready: false,
    asked: true,
    evidence: { named: 1, usable: 1 },
    today: TODAY,
    rules: testRules(),
    ...change,
  });

describe("a correction", () => {
  it("of how somebody is reached stands at once, on his own proven word", () => {
    const phone = propose([{ field: "phone", value: "+86 139-0000-0002" }], { evidence: { named: 0, usable: 0 } });
    expect(phone).toMatchObject({
      ok: true,
      value: { fourEyes: false, changes: [{ field: "phone", before: "13900000001", after: "13900000002" }] },
    });
    expect(phone.basis.map(({ ruleId }) => ruleId)).toEqual([
      "law-pipl-46",
      "mipriv-correct",
      "llpriv-view-correct-supplement",
      "mipay-info-update",
    ]);
  });

  it("of who somebody is waits for a second person, and rests on papers", () => {
    const items = [{ field: "document-number", value: OTHER.toLowerCase() }] as const;
    expect(propose(items)).toMatchObject({ ok: true, value: { fourEyes: true } });
    expect(propose(items, { evidence: { named: 0, usable: 0 } })).toMatchObject({
      code: "corrections.evidence.missing",
    });
    expect(propose(items, { evidence: { named: 2, usable: 1 } })).toMatchObject({
      code: "corrections.evidence.not-usable",
    });
  });

  it("completes what was missing", () =>
    expect(propose([{ field: "address", value: "衡川市样本路1号" }])).toMatchObject({
      value: { changes: [{ before: null, after: "衡川市样本路1号" }] },
    }));

  it.each<[string, readonly CorrectionItem[], Change]>([
    ["corrections.correction.restricted", [{ field: "phone", value: "13900000002" }], { restricted: true }],
    ["corrections.correction.already-open", [{ field: "phone", value: "13900000002" }], { openAlready: true }],
    ["corrections.correction.empty", [], {}],
    ["corrections.item.unchanged", [{ field: "phone", value: "139 0000 0001" }], {}],
    ["corrections.item.malformed", [{ field: "document-number", value: `${NUMBER.slice(0, 17)}Y` }], {}],
    ["corrections.item.malformed", [{ field: "nationality", value: "China" }], {}],
    ["corrections.item.malformed", [{ field: "document-valid-from", value: "2026-10-10" }], {}],
    ["corrections.item.reversed", [{ field: "document-valid-to", value: "2020-05-06" }], {}],
    [
      "corrections.item.twice",
      [
        { field: "phone", value: "13900000002" },
        { field: "phone", value: "13900000003" },
      ],
      {},
    ],
    [
      "corrections.item.no-document",
      [{ field: "document-number", value: OTHER }],
      { record: { ...record, documentType: null } },
    ],
    [
      "corrections.item.not-for-enterprise",
      [{ field: "occupation", value: "nurse" }],
      { record: { ...record, kind: "enterprise" } },
    ],
    [
      "corrections.evidence.missing",
      [{ field: "phone", value: "13900000002" }],
      { asked: false, evidence: { named: 0, usable: 0 } },
    ],
  ])("is refused: %s", (code, items, change) => expect(propose(items, change)).toMatchObject({ ok: false, code }));

  it("is carried out on the record as it stood, and on no other", () => {
    const correction = { state: "proposed", recordVersion: 3, restricted: false } as const;
    const apply = (change: object, version = 3) =>
      applyCorrection({ ...correction, ...change }, version, testRules(), TODAY);
    expect(apply({}).ok).toBe(true);
    expect(apply({}, 4)).toMatchObject({ code: "corrections.correction.stale" });
    expect(apply({ state: "done" })).toMatchObject({ code: "corrections.correction.not-open" });
    expect(apply({ restricted: true })).toMatchObject({ code: "corrections.correction.restricted" });
  });
});
