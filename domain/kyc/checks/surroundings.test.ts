import { describe, expect, it } from "vitest";
import { isBeneficial, ownershipOf } from "../../customers/ownership";
import { testRules } from "../../rulebook/testing";
import type { ChannelResult, ChannelType } from "../model";
import { checkChannels } from "./channels";
import { checkCompleteness } from "./completeness";
import { checkDuplicate } from "./duplicate";
import { checkListHit } from "./list-hit";
import { checkOwnership } from "./ownership";
import { checkPhoneOneId } from "./phone-one-id";
import { checkQuality } from "./quality";
import { checkRegistry } from "./registry";
import { CLEAR, enterpriseInput, personInput, rulesOf, short, TODAY } from "./testing";

describe("the registry's answers", () => {
  const check = (registry: Parameters<typeof checkRegistry>[0]["registry"]) => checkRegistry(personInput({ registry }));

  it("fail field by field where they say no match", () => {
    expect(check({ name: "mismatch", idNumber: "mismatch", sex: "match" })).toMatchObject([
      { outcome: "fail", code: "mismatch", fields: ["name"] },
      { outcome: "fail", code: "mismatch", fields: ["idNumber"] },
    ]);
  });

  it("are nothing against the customer where they give nothing", () => {
    expect(short(check({ name: "match", address: "not-given" }))).toEqual(["pass passed"]);
    expect(short(check({ name: "not-given" }))).toEqual(["unknown nothing-given"]);
    expect(short(check({}))).toEqual(["unknown nothing-given"]);
    expect(short(check(null))).toEqual(["unknown not-answered"]);
  });

  it("rest on the data that opening asks for, and take no more from others than an answer", () => {
    expect(rulesOf(check({ name: "mismatch" }), "fail")).toEqual(["mipriv-open-data", "mipriv-third-party-source"]);
  });
});

describe("the quality of pictures", () => {
  const check = (quality: Partial<typeof CLEAR>) =>
    short(
      checkQuality(
        personInput({
          documents: [{ kind: "id-front", readState: "read", readProblem: null, quality: { ...CLEAR, ...quality } }],
        }),
      ),
    );

  it.each([
    [{ height: 600 }, "pass passed"],
    [{ height: 599 }, "warn too-small"],
    [{ width: 299 }, "fail too-small"],
    [{ sharpness: 50 }, "pass passed"],
    [{ sharpness: 49 }, "warn blurred"],
    [{ sharpness: 24 }, "fail blurred"],
    [{ glareFree: 49 }, "warn glare"],
    [{ glareFree: 0 }, "fail glare"],
    [{ framed: 30 }, "warn cut-off"],
    [{ framed: 24.4 }, "fail cut-off"],
  ])("%j: %s", (quality, finding) => {
    expect(check(quality)).toEqual([finding]);
  });

  it("is told of what was not taken, not readable, or not looked at", () => {
    const documents = [
      { kind: "id-front", readState: "refused", readProblem: null, quality: null },
      { kind: "id-back", readState: "failed", readProblem: null, quality: null },
      { kind: "hand-held", readState: "waiting", readProblem: null, quality: null },
      { kind: "passport", readState: "missing", readProblem: null, quality: null },
    ] as const;
    expect(short(checkQuality(personInput({ documents })))).toEqual([
      "fail not-taken",
      "fail not-readable",
      "unknown not-looked-at",
      "unknown not-looked-at",
    ]);
    expect(checkQuality(personInput({ documents: [] }))).toEqual([]);
  });
});

describe("what reading saw of a picture", () => {
  const check = (readProblem: string, readState: "read" | "failed" = "read") =>
    short(checkQuality(personInput({ documents: [{ kind: "id-front", readState, readProblem, quality: CLEAR }] })));

  it("warns of another side, another paper and two papers, for eyes to decide", () => {
    expect(check("wrong-side")).toEqual(["warn wrong-side"]);
    expect(check("wrong-paper")).toEqual(["warn wrong-paper"]);
    expect(check("two-papers")).toEqual(["warn two-papers"]);
  });

  it("fails for what cannot be read and for the same picture twice", () => {
    expect(check("not-readable")).toEqual(["fail not-readable"]);
    expect(check("damaged", "failed")).toEqual(["fail not-readable"]);
    expect(check("same-picture", "failed")).toEqual(["fail same-picture"]);
  });

  it("is nothing against the picture where only check digits of its zone are wrong", () => {
    expect(check("zone-check-digit")).toEqual(["pass passed"]);
  });
});

describe("the same elsewhere", () => {
  const elsewhere = (sameContent: number, sameLook: number, phoneOtherIds = 0) =>
    personInput({ elsewhere: { sameContent, sameLook, phoneOtherIds } });

  it("fails for the same file and warns for the same look", () => {
    expect(short(checkDuplicate(elsewhere(0, 0)))).toEqual(["pass passed"]);
    expect(short(checkDuplicate(elsewhere(0, 1)))).toEqual(["warn looks-alike"]);
    expect(short(checkDuplicate(elsewhere(2, 1)))).toEqual(["fail same-file", "warn looks-alike"]);
  });

  it("fails for a phone of two identities, by the agreement and by the law", () => {
    const findings = checkPhoneOneId(elsewhere(0, 0, 1));
    expect(short(findings)).toEqual(["fail several"]);
    expect(rulesOf(findings, "fail")).toEqual(["mipay-ban-03-impersonate", "law-261-phone-id"]);
    expect(short(checkPhoneOneId(elsewhere(0, 0, 0)))).toEqual(["pass passed"]);
    expect(checkPhoneOneId(personInput({}, { phone: undefined }))).toEqual([]);
  });
});

describe("the lists", () => {
  it("fail on a hit and are unknown where they were not looked up", () => {
    expect(short(checkListHit(personInput({ listHit: "hit" })))).toEqual(["fail hit"]);
    expect(short(checkListHit(personInput({ listHit: "none" })))).toEqual(["pass passed"]);
    expect(short(checkListHit(personInput({ listHit: "not-run" })))).toEqual(["warn not-run"]);
    expect(rulesOf(checkListHit(personInput({ listHit: "hit" })), "fail")).toEqual(["law-aml-40"]);
  });
});

describe("the channels", () => {
  const at = "2026-11-19T00:00:00.000Z" as ChannelResult["at"];
  const matched = (...types: readonly ChannelType[]) =>
    types.map((type): ChannelResult => ({ type, provider: "sample", outcome: "match", at }));
  const check = (channels: readonly ChannelResult[], requestedClass: 1 | 2 | 3 | null, more = {}) =>
    short(checkChannels(personInput({ channels, requestedClass, faceToFace: false, ...more })));

  it("must be as many kinds as the class asks for", () => {
    expect(check(matched("public-security", "bank-card"), 2)).toEqual(["fail short"]);
    expect(check(matched("public-security", "bank-card", "telecom"), 2)).toEqual(["pass passed"]);
    expect(check([], 2, { faceToFace: true })).toEqual(["pass passed"]);
  });

  it("only warn at an opening that asks for no class, and say nothing elsewhere", () => {
    expect(check([], null)).toEqual(["warn none"]);
    expect(check([], null, { purpose: "document-update" })).toEqual([]);
  });

  it("show those that contradict", () => {
    const no: ChannelResult = { type: "tax", provider: "sample", outcome: "mismatch", at };
    expect(check([...matched("public-security"), no], 1)).toEqual(["warn contradicted"]);
    expect(check([no], 1)).toEqual(["warn contradicted", "fail short"]);
  });

  it("are not an enterprise's", () => {
    expect(checkChannels(enterpriseInput())).toEqual([]);
  });
});

describe("what due diligence needs", () => {
  it("is listed where it is missing, by the nine items", () => {
    const findings = checkCompleteness(personInput({}, { occupation: undefined, address: " " }));
    expect(findings).toMatchObject([
      {
        outcome: "warn",
        code: "nine-missing",
        fields: ["occupation", "address"],
        params: { count: 2, missing: "occupation,address" },
      },
    ]);
    expect(rulesOf(findings, "warn")).toEqual(["mipriv-aml-nine"]);
    expect(short(checkCompleteness(personInput()))).toEqual(["pass passed"]);
  });

  it("is only the paper's for a new copy of it", () => {
    const input = personInput({ purpose: "document-update" }, { occupation: undefined, idValidTo: undefined });
    expect(checkCompleteness(input)).toMatchObject([{ params: { missing: "idValidity" } }]);
  });

  it("fails without a picture of any paper, unless only a higher class is asked for", () => {
    const only = (
      kinds: readonly ("hand-held" | "passport")[],
      purpose: "onboarding" | "re-verification" | "upgrade",
    ) =>
      short(
        checkCompleteness(
          personInput({
            purpose,
            documents: kinds.map((kind) => ({ kind, readState: "read", readProblem: null, quality: CLEAR })),
          }),
        ),
      );
    expect(only([], "onboarding")).toEqual(["fail no-paper", "warn nine-missing"]);
    expect(only(["hand-held"], "re-verification")).toEqual(["fail no-paper", "warn nine-missing"]);
    expect(only(["passport"], "onboarding")).toEqual(["warn nine-missing"]);
    expect(only([], "upgrade")).toEqual(["warn nine-missing"]);
  });

  it("counts no file that was not taken", () => {
    const documents = [
      { kind: "id-front", readState: "read", readProblem: null, quality: CLEAR },
      { kind: "id-back", readState: "refused", readProblem: null, quality: null },
    ] as const;
    expect(checkCompleteness(personInput({ documents }))).toMatchObject([{ params: { missing: "idCopy" } }]);
  });

  it("is the identity set and the representative for an enterprise", () => {
    const findings = checkCompleteness(
      enterpriseInput({ documents: [], ownership: null }, { businessScope: undefined, representativeName: undefined }),
    );
    expect(short(findings)).toEqual([
      "warn set-missing",
      "fail licence-missing",
      "warn owner-missing",
      "warn representative-missing",
    ]);
    expect(new Set(rulesOf(findings, "warn"))).toEqual(new Set(["llpay-kyc-set", "llpay-legal-rep-check"]));
    expect(short(checkCompleteness(enterpriseInput()))).toEqual(["pass passed"]);
  });
});

describe("who owns an enterprise", () => {
  const check = (gapsBp: number, beneficialOwners: number, seniorManagerNamed: boolean) =>
    short(checkOwnership(enterpriseInput({ ownership: { gapsBp, beneficialOwners, seniorManagerNamed } })));

  it("must be known to the last share and down to a person", () => {
    expect(check(0, 1, false)).toEqual(["pass passed"]);
    expect(check(0, 0, true)).toEqual(["pass senior-manager"]);
    expect(check(0, 0, false)).toEqual(["fail nobody"]);
    expect(check(1, 1, false)).toEqual(["fail gap"]);
    expect(short(checkOwnership(enterpriseInput({ ownership: null })))).toEqual(["fail none-recorded"]);
    expect(checkOwnership(personInput())).toEqual([]);
  });

  it("counts as beneficial owner who reaches the line of the law, and nobody below it", () => {
    const found = (shareBp: number) => {
      const rest = { id: "2", above: null, kind: "enterprise", party: "b", shareBp: 10_000 - shareBp } as const;
      const { owners, gaps } = ownershipOf([{ id: "1", above: null, kind: "person", party: "a", shareBp }, rest]);
      expect(gaps).toEqual([{ above: "2", missingBp: 10_000 }]);
      return owners.filter(({ share }) => isBeneficial(share, testRules(), TODAY)).length;
    };
    expect(check(0, found(2_500), false)).toEqual(["pass passed"]);
    expect(check(0, found(2_499), false)).toEqual(["fail nobody"]);
  });

  it("rests on the law of beneficial owners and the identity set", () => {
    expect(rulesOf(checkOwnership(enterpriseInput({ ownership: null })), "fail")).toEqual(["law-bo", "llpay-kyc-set"]);
  });
});
