import { describe, expect, it } from "vitest";
import { meets } from "../rulebook/figures";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { FIELDS } from "../sharing/model";
import { COLLECTED, type Collecting, measureCollection } from "./collected";

const TODAY = localDate("2026-11-23");
const PLAIN: Collecting = {
  regime: "payment",
  purpose: "payment",
  basis: "contract",
  fields: ["trade", "account"],
  safeguards: ["sealed", "logged"],
  automated: false,
  exported: false,
  recipients: [],
};
const measure = (change: Partial<Collecting> = {}) => measureCollection({ ...PLAIN, ...change }, testRules(), TODAY);
const ids = (basis: readonly { ruleId: string }[]) => basis.map(({ ruleId }) => ruleId);

describe("the lists of collected data", () => {
  it("have as many items as the documents name", () => {
    for (const { rule, items } of COLLECTED) {
      const listed = testRules()
        .get(rule, TODAY)
        .figures.find(({ name }) => name === "listed");
      if (listed && rule !== "mipriv-marketing-optout")
        expect(meets(listed, items.length), `${rule}: ${items.length}`).toBe(true);
    }
  });

  it.each([
    ["security", ["account", "mobile", "device"], ["mipriv-login-data", "mipriv-cookies", "llpriv-device-data"]],
    ["identity", ["name", "id-number", "card-number", "mobile"], ["mipriv-open-data", "mipriv-permissions-5"]],
    ["money-laundering-duty", ["occupation", "id-image"], ["mipriv-aml-nine", "llpriv-aml-screening"]],
    ["payment", ["name", "card-number"], ["mipriv-quickpay-data", "llpriv-quickpay-data", "llpriv-ebank-data"]],
    ["payment", ["account", "trade"], ["mipriv-balance-data", "mipriv-transfer-data", "mipriv-trade-record"]],
    ["accounting", ["account", "trade", "name"], ["mipriv-balance-data", "mipriv-trade-record"]],
    ["fraud-defence", ["device", "trade"], ["mipriv-antifraud-data", "llpriv-device-data"]],
    ["customer-service", ["contact", "id-image", "trade"], ["mipriv-cs-identity", "llpriv-cs-identity"]],
    ["customer-service", ["contact"], ["mipriv-complaint-forward", "mipriv-core-vs-extra"]],
  ] as const)("let %s take %j", (purpose, fields, rows) => {
    const answer = measure({ purpose, fields });
    expect(answer.ok).toBe(true);
    expect(ids(answer.basis)).toEqual(expect.arrayContaining([...rows]));
  });

  it.each([
    ["payment", "device"],
    ["payment", "occupation"],
    ["fraud-defence", "id-number"],
    ["customer-service", "device"],
    ["accounting", "mobile"],
    ["security", "trade"],
    ["identity", "trade"],
  ] as const)("keep %s from taking %s", (purpose, field) => {
    expect(measure({ purpose, fields: [field] })).toMatchObject({
      code: "processing.activity.fields-too-wide",
      params: { count: 1 },
    });
  });

  it("are those of payments: a marketplace's documents hold none", () => {
    expect(measure({ regime: "marketplace", purpose: "accounting", fields: ["mobile"] }).ok).toBe(true);
    expect(measure({ regime: "marketplace", fields: [...FIELDS] }).ok).toBe(false);
  });
});

describe("an activity of the register", () => {
  it("leaves at the telephone what opens it", () => {
    const answer = measure({ regime: "marketplace", purpose: "security", fields: ["face"] });
    expect(answer).toMatchObject({ code: "processing.activity.stays-on-device" });
    expect(ids(answer.basis)).toEqual(["mipriv-fingerprint-local", "law-pipl-28"]);
    expect(measure({ purpose: "identity", fields: ["face"] }).ok).toBe(true);
  });

  it("offers by consent alone, and by program to groups in which nobody is known", () => {
    const offer = { purpose: "marketing", basis: "consent", fields: ["mobile", "trade"] } as const;
    expect(ids(measure(offer).basis)).toEqual(
      expect.arrayContaining(["mipriv-marketing-optout", "llpriv-deidentified-analytics"]),
    );
    expect(measure({ ...offer, basis: "contract" })).toMatchObject({ code: "processing.activity.needs-consent" });
    const byProgram = { ...offer, automated: true, regime: "marketplace" } as const;
    expect(measure(byProgram).ok).toBe(true);
    expect(measure({ ...byProgram, fields: ["trade", "name"] })).toMatchObject({
      code: "processing.activity.identifying",
    });
  });

  it("seals what is sensitive and knows who read it", () => {
    const face = { purpose: "identity", fields: ["id-number"] } as const;
    expect(ids(measure(face).basis)).toEqual(expect.arrayContaining(["llpriv-security", "law-pipl-28"]));
    for (const safeguards of [["sealed"], ["logged"], ["masked", "fenced"]] as const)
      expect(measure({ ...face, safeguards })).toMatchObject({ code: "processing.activity.guards-thin" });
    expect(measure({ safeguards: ["fenced"], fields: ["trade"] }).ok).toBe(true);
  });

  it("stays in the country, unless a recipient abroad stands in the register and the record says so", () => {
    expect(ids(measure().basis)).toEqual(
      expect.arrayContaining(["mipriv-store-mainland", "law-pipl-40", "llpriv-cross-border-3"]),
    );
    expect(measure({ exported: true, recipients: ["entrusted"] })).toMatchObject({
      code: "processing.activity.export-without-gate",
    });
    expect(measure({ recipients: ["cross-border"] })).toMatchObject({ code: "processing.activity.export-unsaid" });
    expect(measure({ exported: true, recipients: ["entrusted", "cross-border"] }).ok).toBe(true);
  });
});
