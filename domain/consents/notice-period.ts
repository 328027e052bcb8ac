import type { Rules } from "../rulebook/model";
import { holdsOn } from "../rulebook/rules";
import { type Decided, decided } from "../shared/result";
import { addDays, type Instant, type LocalDate, shanghaiDate, startOfDay } from "../shared/time";
import { type ChangeClass, DOCUMENTS, type PolicyDocument } from "./model";

type Days = { readonly rule: string; readonly figure: string };
type Period = { readonly least: readonly Days[]; readonly also: readonly string[] } | null;

/** How long a changed document must be shown before it holds, by what it is and how much it changes: the longest decides. */
function periodOf(document: PolicyDocument, change: ChangeClass): Period {
  switch (DOCUMENTS[document]) {
    case "payment-agreement":
      return { least: [{ rule: "law-nbpi-reg-20", figure: "days" }], also: ["trap-unilateral-change"] };
    case "platform-rules":
      return {
        least: [
          { rule: "law-ecom-34", figure: "days" },
          {
            rule: "law-platform-rules-2026",
            figure: change === "immaterial" ? "ordinary-days" : "important-days",
          },
        ],
        also: ["trap-change-notice-tiers"],
      };
    case "privacy":
      return null;
  }
}

/** The rows a privacy policy's change rests on, by its class. */
const PRIVACY_RULES: Readonly<Record<ChangeClass, readonly string[]>> = {
  immaterial: ["law-pipl-17"],
  major: ["mipriv-major-change-notice", "llpriv-major-change-6"],
  "purpose-way-kind": [
    "law-pipl-14",
    "mipriv-major-change-notice",
    "mipriv-new-purpose-consent",
    "llpriv-new-purpose-consent",
  ],
};

export type NoticePeriod = {
  /** Full days it must be shown; none where the law names no number. */
  readonly days: number;
  /** The first moment from which it may hold. */
  readonly earliest: Instant;
};

/**
 * The first moment at which a version published at `publishedAt` may hold. Full days: the day of publishing is left out
 * (law-cc-start-day-excluded), and the version holds from the first moment after the last of them. Thirty full days from
 * a publishing on 1 September end with 1 October, so that it holds from 2 October 00:00 in Shanghai.
 */
export function noticePeriod(
  document: PolicyDocument,
  change: ChangeClass,
  publishedAt: Instant,
  rules: Rules,
): Decided<NoticePeriod> {
  const on: LocalDate = shanghaiDate(publishedAt);
  const ref = (id: string) => rules.ref(id, on);
  const period = periodOf(document, change);
  if (period === null) return decided({ days: 0, earliest: publishedAt }, PRIVACY_RULES[change].map(ref));
  const inForce = period.least.filter(({ rule }) => rules.all().some((row) => row.id === rule && holdsOn(row, on)));
  const days = Math.max(0, ...inForce.map(({ rule, figure }) => Number(rules.figure(rule, figure, on).value)));
  const lastDay = addDays(on, days);
  return decided({ days, earliest: startOfDay(addDays(lastDay, 1)) }, [
    ...inForce.map(({ rule }) => ref(rule)),
    ref("law-cc-start-day-excluded"),
    ...period.also.map(ref),
  ]);
}
