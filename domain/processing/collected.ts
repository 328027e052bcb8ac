import type { LawfulBasis } from "../consents/model";
import type { Rules } from "../rulebook/model";
import type { Regime } from "../shared/regime";
import { decided, type Result, refuse } from "../shared/result";
import type { LocalDate } from "../shared/time";
import type { Field, PartnerKind } from "../sharing/model";
import { isSensitive } from "./decisions";
import type { ActivityPurpose, Guard } from "./model";

/**
 * What a document names in one of its lists of collected data: its item, and the kinds of data of the register it is kept
 * as. No kind: it is looked at and not kept (a password, a code by text message, what a telephone allows).
 */
type Item = readonly [item: string, ...fields: Field[]];
type Collected = {
  readonly rule: string;
  readonly purposes: readonly ActivityPurpose[];
  readonly items: readonly Item[];
};

const CARD_OWNER = [
  ["name", "name"],
  ["id-number", "id-number"],
  ["card-number", "card-number"],
  ["reserved-mobile", "mobile"],
] as const satisfies readonly Item[];

/** The lists of the two privacy policies of payments: what may be collected, for what, and no more than that. */
export const COLLECTED: readonly Collected[] = [
  {
    rule: "mipriv-login-data",
    purposes: ["security", "customer-service"],
    items: [
      ["platform-account", "account"],
      ["phone", "mobile"],
      ["nickname", "account"],
      ["picture", "account"],
    ],
  },
  {
    rule: "mipriv-open-data",
    purposes: ["identity", "money-laundering-duty"],
    items: [...CARD_OWNER, ["message-code"], ["payment-password"]],
  },
  {
    rule: "mipriv-aml-nine",
    purposes: ["identity", "money-laundering-duty"],
    items: [
      ["sex", "sex"],
      ["phone", "mobile"],
      ["occupation", "occupation"],
      ["nationality", "nationality"],
      ["id-type", "id-number"],
      ["id-number", "id-number"],
      ["id-validity", "id-validity"],
      ["id-copy", "id-image", "face"],
      ["address", "address", "contact"],
    ],
  },
  {
    rule: "mipriv-balance-data",
    purposes: ["payment", "accounting"],
    items: [
      ["balance", "account"],
      ["trades", "trade"],
    ],
  },
  { rule: "mipriv-quickpay-data", purposes: ["payment"], items: CARD_OWNER },
  { rule: "llpriv-quickpay-data", purposes: ["payment"], items: CARD_OWNER },
  { rule: "llpriv-ebank-data", purposes: ["payment"], items: [["user-name", "account"]] },
  {
    rule: "mipriv-transfer-data",
    purposes: ["payment"],
    items: [
      ["payee-account", "account"],
      ["amount", "trade"],
    ],
  },
  {
    rule: "mipriv-trade-record",
    purposes: ["payment", "accounting", "money-laundering-duty"],
    items: [
      ["channel", "trade"],
      ["interface", "trade"],
      ["type", "trade"],
      ["amount", "trade"],
      ["time", "trade"],
      ["merchant-name", "trade"],
      ["merchant-code", "trade"],
      ["merchant-category", "trade"],
      ["both-names", "name"],
      ["account-or-bank-account", "account"],
      ["verification-and-authorisation", "trade"],
      ["trace", "trade"],
      ["balance", "account"],
      ["flow", "trade"],
    ],
  },
  {
    rule: "llpriv-aml-screening",
    purposes: ["money-laundering-duty"],
    items: [...CARD_OWNER, ["id-copy", "id-image"]],
  },
  {
    rule: "mipriv-antifraud-data",
    purposes: ["fraud-defence"],
    items: [
      ["model", "device"],
      ["identifiers", "device"],
      ["software", "device"],
      ["network-address", "device"],
      ["region", "device"],
      ["mobile-network", "device"],
      ["network-logs", "device"],
      ["habits", "device", "trade"],
      ["operation-logs", "device", "account"],
    ],
  },
  {
    rule: "llpriv-device-data",
    purposes: ["fraud-defence", "security"],
    items: [
      ["network-address", "device"],
      ["terminal", "device"],
      ["browser", "device"],
      ["location", "device"],
    ],
  },
  { rule: "mipriv-cookies", purposes: ["security"], items: [["cookies-and-logs", "device"]] },
  {
    rule: "mipriv-permissions-5",
    purposes: ["identity"],
    items: [["phone-state"], ["storage"], ["location"], ["camera", "id-image", "face"], ["album", "id-image"]],
  },
  {
    rule: "mipriv-cs-identity",
    purposes: ["customer-service"],
    items: [
      ["platform-account", "account"],
      ["name", "name"],
      ["phone", "mobile"],
      ["id-number", "id-number"],
    ],
  },
  {
    rule: "llpriv-cs-identity",
    purposes: ["customer-service"],
    items: [
      ["name", "name"],
      ["id-number-and-copy", "id-number", "id-image"],
      ["card-number", "card-number"],
      ["mobile", "mobile"],
      ["order", "trade"],
    ],
  },
  { rule: "mipriv-complaint-forward", purposes: ["customer-service"], items: [["contacts-and-content", "contact"]] },
  { rule: "mipriv-marketing-optout", purposes: ["marketing"], items: [["where-to-send", "mobile", "contact"]] },
  { rule: "llpriv-deidentified-analytics", purposes: ["marketing"], items: [["groups-of-trade", "trade"]] },
];

/** What an activity collects, as the register is to hold it. */
export type Collecting = {
  readonly regime: Regime;
  readonly purpose: ActivityPurpose;
  readonly basis: LawfulBasis;
  readonly fields: readonly Field[];
  readonly safeguards: readonly Guard[];
  readonly automated: boolean;
  readonly exported: boolean;
  /** The kinds of its recipients in use. */
  readonly recipients: readonly PartnerKind[];
};

/** Kinds of data that tell who somebody is: a group of customers is formed without them. */
const IDENTIFYING: readonly Field[] = ["name", "id-number", "card-number", "id-image", "face", "address", "account"];

/**
 * Whether an activity keeps to what the documents say is collected for its purpose (the least that serves it), with the
 * guards its data need, inside the country unless a recipient of the register stands for the way out. A marketplace's
 * documents hold no lists: there the law alone decides.
 */
export function measureCollection(activity: Collecting, rules: Rules, on: LocalDate): Result<true> {
  const { regime, purpose, fields } = activity;
  const checks = [
    ...(regime === "payment" ? [withinLists(purpose, fields, rules, on)] : []),
    atTheDevice(purpose, fields, rules, on),
    ofGroups(activity, rules, on),
    guarded(activity, rules, on),
    atHome(activity, rules, on),
  ];
  return (
    checks.find((check) => !check.ok) ??
    decided(
      true,
      checks.flatMap(({ basis }) => basis),
    )
  );
}

function withinLists(purpose: ActivityPurpose, fields: readonly Field[], rules: Rules, on: LocalDate): Result<true> {
  const lists = COLLECTED.filter(({ purposes }) => purposes.includes(purpose));
  const named = new Set(lists.flatMap(({ items }) => items.flatMap(([, ...kept]) => kept)));
  const over = fields.filter((field) => !named.has(field));
  const basis = [...lists.map(({ rule }) => rule), "mipriv-core-vs-extra"].map((id) => rules.ref(id, on));
  return over.length === 0
    ? decided(true, basis)
    : refuse("processing.activity.fields-too-wide", { field: "fields", basis, params: { count: over.length } });
}

/** A finger or a face that opens a telephone stays there; the house learns whether it fitted. */
function atTheDevice(purpose: ActivityPurpose, fields: readonly Field[], rules: Rules, on: LocalDate): Result<true> {
  if (purpose === "identity" || purpose === "money-laundering-duty" || !fields.includes("face")) return decided(true);
  const basis = ["mipriv-fingerprint-local", "law-pipl-28"].map((id) => rules.ref(id, on));
  return refuse("processing.activity.stays-on-device", { field: "fields", basis });
}

/** Offers rest on a consent; a program that chooses to whom works on groups in which nobody is to be known again. */
function ofGroups({ purpose, basis, automated, fields }: Collecting, rules: Rules, on: LocalDate): Result<true> {
  if (purpose !== "marketing") return decided(true);
  const rows = ["law-pipl-24", "llpriv-deidentified-analytics"].map((id) => rules.ref(id, on));
  if (basis !== "consent") return refuse("processing.activity.needs-consent", { field: "basis", basis: rows });
  return automated && fields.some((field) => IDENTIFYING.includes(field))
    ? refuse("processing.activity.identifying", { field: "fields", basis: rows })
    : decided(true, rows);
}

/** Sensitive data are sealed, and whoever reads them is known: encryption and control of access. */
function guarded({ fields, safeguards }: Collecting, rules: Rules, on: LocalDate): Result<true> {
  if (!fields.some(isSensitive)) return decided(true);
  const basis = ["llpriv-security", "law-pipl-28"].map((id) => rules.ref(id, on));
  return safeguards.includes("sealed") && safeguards.includes("logged")
    ? decided(true, basis)
    : refuse("processing.activity.guards-thin", { field: "safeguards", basis });
}

/** Data are kept in this country; what leaves it goes to a recipient entered as one abroad, with the gate of the law. */
function atHome({ exported, recipients }: Collecting, rules: Rules, on: LocalDate): Result<true> {
  const abroad = recipients.includes("cross-border");
  const basis = ["mipriv-store-mainland", "law-pipl-40", "llpriv-cross-border-3"].map((id) => rules.ref(id, on));
  if (exported && !abroad) return refuse("processing.activity.export-without-gate", { field: "recipients", basis });
  if (!exported && abroad) return refuse("processing.activity.export-unsaid", { field: "exported", basis });
  return decided(true, basis);
}
