import { creditCodeCheck } from "../../customers/credit-code";
import { fictitiousIdentityNumber } from "../../customers/identity-number";
import { testRules } from "../../rulebook/testing";
import { localDate } from "../../shared/time";
import type { CheckOutcome, Declared, Finding, Quality, Reading } from "../model";
import type { CheckInput } from "./input";
import type { CheckName } from "./names";

export const TODAY = localDate("2026-11-20");

/** The number of nobody: its region does not exist. */
export const NUMBER = fictitiousIdentityNumber({ birthDate: localDate("1991-03-08"), area: 17, sequence: 122 });

/** A credit code of nobody: region 999999. */
export const CREDIT_CODE = (() => {
  const first17 = "91999999MA0000001";
  return first17 + creditCodeCheck(first17);
})();

export const CLEAR: Quality = { width: 1600, height: 1000, sharpness: 90, glareFree: 95, framed: 92 };

export const PERSON: Declared = {
  name: "林小满",
  sex: "female",
  birthDate: "1991-03-08",
  nationality: "CHN",
  idType: "resident-id",
  idNumber: NUMBER,
  idValidFrom: "2020-05-06",
  idValidTo: "2040-05-06",
  idAuthority: "衡川市公安局",
  phone: "13900000001",
  occupation: "教师",
  address: "衡川市样本路1号",
};

export const ENTERPRISE: Declared = {
  name: "衡川样本贸易有限公司",
  idType: "business-licence",
  idNumber: CREDIT_CODE,
  idValidTo: "long-term",
  phone: "13900000002",
  address: "衡川市样本路2号",
  businessScope: "货物进出口",
  representativeName: "林小满",
  representativeIdType: "resident-id",
  representativeIdNumber: NUMBER,
};

/** Readings as recognition would propose them from a card's two sides. */
export const reading = (field: Reading["field"], value: string, changes: Partial<Reading> = {}): Reading => ({
  document: "id-front",
  field,
  value,
  confidence: 92,
  source: "ocr",
  ...changes,
});

/** A person's submission with nothing against it but the region of nobody's number. */
export function personInput(changes: Partial<CheckInput> = {}, declared: Declared = {}): CheckInput {
  return {
    subject: "person",
    purpose: "onboarding",
    declared: { ...PERSON, ...declared },
    documents: [
      { kind: "id-front", readState: "read", readProblem: null, quality: CLEAR },
      { kind: "id-back", readState: "read", readProblem: null, quality: CLEAR },
    ],
    readings: [reading("name", "林小满"), reading("idNumber", NUMBER)],
    registry: { name: "match", idNumber: "match" },
    channels: [],
    faceToFace: true,
    requestedClass: 2,
    elsewhere: { sameContent: 0, sameLook: 0, phoneOtherIds: 0 },
    listHit: "none",
    ownership: null,
    today: TODAY,
    rules: testRules(),
    ...changes,
  };
}

/** An enterprise's submission with nothing against it but the region of its representative's number. */
export function enterpriseInput(changes: Partial<CheckInput> = {}, declared: Declared = {}): CheckInput {
  return {
    ...personInput(),
    subject: "enterprise",
    declared: { ...ENTERPRISE, ...declared },
    documents: [{ kind: "business-licence", readState: "read", readProblem: null, quality: CLEAR }],
    readings: [reading("idNumber", CREDIT_CODE, { document: "business-licence" })],
    requestedClass: null,
    faceToFace: false,
    ownership: { gapsBp: 0, beneficialOwners: 2, seniorManagerNamed: false },
    ...changes,
  };
}

/** Findings in short, `outcome code`, of one check where one is named. */
export function short(findings: readonly Finding[], check?: CheckName): readonly string[] {
  return findings
    .filter((one) => check === undefined || one.check === check)
    .map(({ outcome, code }) => `${outcome} ${code}`);
}

/** The rules that findings of an outcome rest on. */
export function rulesOf(findings: readonly Finding[], outcome: CheckOutcome): readonly string[] {
  return findings.filter((one) => one.outcome === outcome).flatMap(({ basis }) => basis.map(({ ruleId }) => ruleId));
}
