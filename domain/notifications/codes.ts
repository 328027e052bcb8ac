import { z } from "zod";

/** How a kind reaches a person who chose nothing: in the console always; by e-mail at once, with the digest, or never. */
export type MailChoice = "at-once" | "digest" | "off";
export const MAIL_CHOICES = ["at-once", "digest", "off"] as const satisfies readonly MailChoice[];

type KindDefinition = {
  readonly mail: MailChoice;
  /** True for what does not wait for the end of quiet hours. */
  readonly urgent: boolean;
};

/** What the console tells people about. Each kind has its words in both languages under `notifications.kinds`. */
export const NOTICE_KINDS = {
  "approvals.waiting": { mail: "digest", urgent: false },
  "approvals.decided": { mail: "digest", urgent: false },
  "clock.near": { mail: "digest", urgent: false },
  "completeness.alarm": { mail: "at-once", urgent: true },
  "connections.endpoint-disabled": { mail: "at-once", urgent: false },
  "controls.review-overdue": { mail: "at-once", urgent: true },
  "controls.term-ending": { mail: "at-once", urgent: false },
  "kyc.second-look": { mail: "digest", urgent: false },
  "controls.core-freer": { mail: "at-once", urgent: true },
  "duty.called": { mail: "at-once", urgent: true },
  "operations.key-rotation": { mail: "at-once", urgent: false },
  "limits.raise-ending": { mail: "digest", urgent: false },
  "losses.review-overdue": { mail: "at-once", urgent: true },
  "orders.platform-conflict": { mail: "at-once", urgent: true },
  "orders.expiring": { mail: "at-once", urgent: true },
  "orders.review-overdue": { mail: "at-once", urgent: true },
  "people.delegation": { mail: "at-once", urgent: false },
  "people.invitation": { mail: "off", urgent: false },
  "people.reset": { mail: "at-once", urgent: true },
  "privacy.near": { mail: "digest", urgent: false },
  "privacy.overdue": { mail: "at-once", urgent: true },
  "reverification.hold": { mail: "at-once", urgent: false },
  "screening.hit": { mail: "at-once", urgent: true },
  "worklist.assigned": { mail: "digest", urgent: false },
  "worklist.mention": { mail: "at-once", urgent: false },
  "worklist.promise-due": { mail: "digest", urgent: false },
  "worklist.returned": { mail: "digest", urgent: false },
} as const satisfies Record<string, KindDefinition>;

export type NoticeKind = keyof typeof NOTICE_KINDS;
export const NOTICE_KIND_NAMES = Object.keys(NOTICE_KINDS) as [NoticeKind, ...NoticeKind[]];

/** E-mails to somebody who is not signed in yet, or cannot be: they carry a link made when they are sent. */
export const MAIL_KINDS = ["people.invitation", "people.reset"] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** How something may have come out; what a notice says otherwise reads "closed". */
export const OUTCOMES = [
  "approved",
  "rejected",
  "void",
  "started",
  "ended",
  "refused",
  "withdrawn",
  "dropped",
  "expired",
  "closed",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The outcome a code names. */
export function outcomeOf(said: string): Outcome {
  return OUTCOMES.find((outcome) => outcome === said) ?? "closed";
}

const code = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(?:[._:-][a-z0-9]+)*$/);
const day = z.iso.date();
const moment = z.iso.datetime();
const when = z.union([day, moment]);

/**
 * Everything a notice may say besides its kind: numbers people use, codes, dates, counts. No place for free text, so
 * none for a name, an account number or a telephone.
 */
export const noticeParams = z.strictObject({
  /** As the console prints it: `LV-000042`. */
  number: z
    .string()
    .regex(/^[A-Z]{1,4}-[0-9]{1,12}$/)
    .optional(),
  due: when.optional(),
  until: when.optional(),
  count: z.number().int().min(0).max(1_000_000).optional(),
  /** What kind of thing it is about: a work item's, an approval's. */
  kind: code.optional(),
  /** How it came out. */
  outcome: code.optional(),
  role: code.optional(),
  queue: code.optional(),
  reason: code.optional(),
});
export type NoticeParams = z.output<typeof noticeParams>;

/** What a notice opens: a thing's type, as lib/item-href.ts knows it, and its id. */
export const noticeLink = z.strictObject({
  type: z
    .string()
    .max(40)
    .regex(/^[a-z]+(?:-[a-z]+)*$/),
  id: z.uuid(),
});
export type NoticeLink = z.output<typeof noticeLink>;
