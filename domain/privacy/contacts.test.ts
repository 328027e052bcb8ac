import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { contactOf } from "./contacts";
import { PRIVACY_DOCUMENTS, type PrivacyDocument, type RequestType } from "./model";

const TODAY = localDate("2026-11-23");
const contact = (document: PrivacyDocument, type: RequestType = "access") =>
  contactOf(document, type, testRules(), TODAY);
const ids = (basis: readonly { ruleId: string }[]) => basis.map(({ ruleId }) => ruleId);

describe("whom somebody asks about his data", () => {
  it("is another line and mail under each document", () => {
    const lines = PRIVACY_DOCUMENTS.map((document) => contact(document).value);
    expect(new Set(lines.map(({ phone }) => phone)).size).toBe(PRIVACY_DOCUMENTS.length);
    expect(new Set(lines.map(({ mail }) => mail)).size).toBe(PRIVACY_DOCUMENTS.length);
    for (const { phone, mail } of lines) expect([phone, mail]).not.toContain("");
    for (const document of PRIVACY_DOCUMENTS)
      expect(ids(contact(document).basis)).toEqual(expect.arrayContaining(["law-pipl-50", "trap-hotlines"]));
  });

  it.each([
    ["payment-policy", ["mipriv-channel", "mipriv-hotline", "law-pipl-52", "mipriv-rights-5"]],
    ["merchant-policy", ["llpriv-dpo-contact", "law-pipl-52"]],
    ["platform-agreement", ["youpin-privacy-rights"]],
  ] as const)("%s rests on %j", (document, rows) => {
    expect(ids(contact(document).basis)).toEqual(expect.arrayContaining([...rows]));
  });
});

it.each([
  ["payment-policy", "mipriv-close-path"],
  ["merchant-policy", "llpriv-close-quickpay-paths"],
] as const)("%s names as many ways to close as its row %s lists, and the form is one more", (document, rule) => {
  const { value, basis } = contact(document, "closure");
  const listed = Number(testRules().figure(rule, "listed", TODAY).value);
  expect(value.ways).toHaveLength(listed + 1);
  expect(value.ways).toContain("form");
  expect(ids(basis)).toContain(rule);
  expect(ids(contact("account-agreement", "closure").basis)).not.toContain(rule);
});
