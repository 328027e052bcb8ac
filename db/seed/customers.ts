import { fictitiousCardNumber } from "@/domain/customers/card-number";
import { fictitiousIdentityNumber } from "@/domain/customers/identity-number";
import { addDays, type LocalDate, localDate } from "@/domain/shared/time";
import { fictitiousCreditCode } from "./enterprise-number";
import type { Random } from "./random";
import { BANKS, FIRM_WORDS, GIVEN, LATIN_NAMES, OCCUPATIONS, PLACES, STREETS, SURNAMES, TRADES } from "./words";

export type PlannedCard = { bank: string; type: "debit" | "credit"; number: string; boundOn: LocalDate };

export type PlannedAccount = {
  coreNumber: string;
  accountClass: 1 | 2 | 3;
  status: "open" | "closed";
  openedOn: LocalDate;
  openingMinor: number;
  cards: PlannedCard[];
};

export type PlannedCustomer = {
  kind: "person" | "enterprise";
  name: string;
  phone: string;
  address: string;
  documentType: "resident-id" | "passport" | "business-licence";
  documentNumber: string;
  validTo: LocalDate | null;
  occupation: string | null;
  nationality: string | null;
  since: LocalDate;
  status: "active" | "closed";
  accounts: PlannedAccount[];
};

/** Numbers given out so far, so that two programmes never share one. */
export type Series = { person: number; phone: number; firm: number; card: number; account: number };

export const newSeries = (): Series => ({ person: 0, phone: 0, firm: 0, card: 0, account: 0 });

/** Mobile numbers that begin with 154 were never given out. */
const phoneOf = (n: number): string => `154${String((n * 7919) % 100_000_000).padStart(8, "0")}`;

function personName(random: Random): string {
  return random.pick(SURNAMES) + random.pick(GIVEN) + (random.chance(0.7) ? random.pick(GIVEN) : "");
}

function planAccount(
  random: Random,
  series: Series,
  since: LocalDate,
  anchor: LocalDate,
  accountClass: 1 | 2 | 3,
): PlannedAccount {
  const n = ++series.account;
  const openedOn = since < anchor ? since : anchor;
  const cards = Array.from(
    { length: accountClass === 3 ? 1 : random.int(1, 2) },
    (): PlannedCard => ({
      bank: random.pick(BANKS),
      type: random.chance(0.85) ? "debit" : "credit",
      number: fictitiousCardNumber(++series.card),
      boundOn: openedOn,
    }),
  );
  const median = { 1: 18_000, 2: 3_500, 3: 260 }[accountClass];
  return {
    coreNumber: `99${String(20_260_000_000_000 + n * 13)}`,
    accountClass,
    status: random.chance(0.03) ? "closed" : "open",
    openedOn,
    openingMinor: Math.round(Math.min(random.logNormal(median, 1.1), 400_000) * 100),
    cards,
  };
}

function planPerson(random: Random, series: Series, anchor: LocalDate): PlannedCustomer {
  const n = ++series.person;
  const foreign = random.chance(0.01);
  const birthDate = addDays(localDate("1958-01-01"), random.int(0, 17_800));
  const since = addDays(anchor, -random.int(20, 1_500));
  const accountClass = random.chance(0.18) ? 1 : random.chance(0.62) ? 2 : 3;
  const accounts = [planAccount(random, series, since, anchor, accountClass)];
  if (random.chance(0.25)) accounts.push(planAccount(random, series, since, anchor, random.chance(0.5) ? 2 : 3));
  return {
    kind: "person",
    name: foreign ? random.pick(LATIN_NAMES) : personName(random),
    phone: phoneOf(++series.phone),
    address: `${random.pick(PLACES)}${random.pick(STREETS)}${random.int(1, 400)}号${random.int(1, 32)}室`,
    documentType: foreign ? "passport" : "resident-id",
    documentNumber: foreign
      ? `X99${String(n).padStart(6, "0")}`
      : fictitiousIdentityNumber({ birthDate, area: n % 10_000, sequence: random.int(0, 999) }),
    validTo: addDays(anchor, random.int(-60, 4_000)),
    occupation: random.pick(OCCUPATIONS),
    nationality: foreign ? "GB" : "CN",
    since,
    status: random.chance(0.02) ? "closed" : "active",
    accounts,
  };
}

function planEnterprise(random: Random, series: Series, anchor: LocalDate): PlannedCustomer {
  const n = ++series.firm;
  const since = addDays(anchor, -random.int(60, 1_800));
  const word = random.pick(FIRM_WORDS);
  return {
    kind: "enterprise",
    name: `${word}${random.pick(GIVEN)}${random.pick(TRADES)}有限公司`,
    phone: phoneOf(++series.phone),
    address: `${random.pick(PLACES)}${random.pick(STREETS)}${random.int(1, 400)}号`,
    documentType: "business-licence",
    documentNumber: fictitiousCreditCode(n),
    validTo: null,
    occupation: null,
    nationality: "CN",
    since,
    status: "active",
    accounts: [{ ...planAccount(random, series, since, anchor, 1), status: "open" }],
  };
}

/** Customers with all that is known of them, none of it anybody's. Enterprises come last. */
export function planCustomers(
  random: Random,
  series: Series,
  of: { persons: number; enterprises: number; anchor: LocalDate },
): PlannedCustomer[] {
  const persons = Array.from({ length: of.persons }, () => planPerson(random, series, of.anchor));
  return [...persons, ...Array.from({ length: of.enterprises }, () => planEnterprise(random, series, of.anchor))];
}
