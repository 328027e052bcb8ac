import { z } from "zod";

/** The platform's five acts. */
export const ELECTRONIC_ACTS = ["query", "stop", "freeze", "renew", "release"] as const;
export type ElectronicAct = (typeof ELECTRONIC_ACTS)[number];

/** What a query may ask for over this road: the account's facts, its balance as last known, its holder. */
export const QUERY_ITEMS = ["account", "balance", "holder"] as const;
export type QueryItem = (typeof QUERY_ITEMS)[number];

const identifier = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{7,63}$/);
const words = (most: number) => z.string().trim().min(1).max(most);
const minorUnits = z
  .string()
  .regex(/^[1-9]\d{0,17}$/)
  .transform((text) => BigInt(text));

/** The platform names an account, or a card, telephone or document of its holder: one of the four, never two. */
const target = z
  .strictObject({
    accountNumber: words(64).optional(),
    cardNumber: words(32).optional(),
    phone: words(20).optional(),
    documentNumber: words(32).optional(),
    /** Needed with a document; where it comes with another, it must be the holder's. */
    holderName: words(100).optional(),
  })
  .refine(
    ({ accountNumber, cardNumber, phone, documentNumber }) =>
      [accountNumber, cardNumber, phone, documentNumber].filter((one) => one !== undefined).length === 1,
  )
  .refine(({ documentNumber, holderName }) => documentNumber === undefined || holderName !== undefined);
export type OrderTarget = z.output<typeof target>;

/** Everything, one direction, or a sum in the account's currency. */
const extent = z.discriminatedUnion("scope", [
  z.strictObject({ scope: z.enum(["all", "debit", "credit"]) }),
  z.strictObject({ scope: z.literal("amount"), amountMinor: minorUnits, currency: z.string().regex(/^[A-Z]{3}$/) }),
]);
export type OrderExtent = z.output<typeof extent>;

/** Whole months from the day it arrives, or a last day as the paper writes it. */
const term = z.union([
  z.strictObject({ months: z.int().positive().max(120) }),
  z.strictObject({ until: z.iso.date() }),
]);
export type FreezeTerm = z.output<typeof term>;

const hours = z.int().positive().max(10_000);

const common = {
  messageId: identifier,
  /** The programme of this house that is asked. */
  programme: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  caseNumber: words(64),
  /** The office that issued it. */
  authority: words(100),
  /** When it was issued, with its offset. */
  issuedAt: z.iso.datetime({ offset: true }),
};

const query = z.strictObject({
  ...common,
  act: z.literal("query"),
  target,
  items: z
    .array(z.enum(QUERY_ITEMS))
    .min(1)
    .max(QUERY_ITEMS.length)
    .refine((items) => new Set(items).size === items.length),
});
const stop = z.strictObject({ ...common, act: z.literal("stop"), target, extent, hours });
const freeze = z.strictObject({
  ...common,
  act: z.literal("freeze"),
  target,
  extent,
  term,
  /** A major or complex case: the longer of the two terms. */
  major: z.boolean().default(false),
});
const renew = z
  .strictObject({
    ...common,
    act: z.literal("renew"),
    /** The message whose measure goes on. */
    order: identifier,
    hours: hours.optional(),
    term: term.optional(),
    major: z.boolean().default(false),
  })
  .refine((message) => (message.hours === undefined) !== (message.term === undefined));
const release = z.strictObject({ ...common, act: z.literal("release"), order: identifier });

/** A message of the platform, as docs/reference/platform-protocol.md says; nothing besides. */
export const platformMessage = z.discriminatedUnion("act", [query, stop, freeze, renew, release]);
export type PlatformMessage = z.output<typeof platformMessage>;
export type StopMessage = z.output<typeof stop>;
export type FreezeMessage = z.output<typeof freeze>;
export type RenewMessage = z.output<typeof renew>;
export type TargetedMessage = z.output<typeof query> | StopMessage | FreezeMessage;
