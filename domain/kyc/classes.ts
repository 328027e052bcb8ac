import { meets } from "../rulebook/figures";
import type { Rules } from "../rulebook/model";
import { decided, type Result, refuse } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import type { LocalDate } from "../shared/time";
import { type AccountClass, CHANNEL_TYPES, type ChannelResult, type ChannelType } from "./model";

/** What each class needs, the highest first: the agreement's row and the law's figure, which must both be met. */
const LADDER = [
  { accountClass: 3, agreement: "mipay-tier3-verify", law: "tier3-channels", inPerson: true },
  { accountClass: 2, agreement: "mipay-tier2-verify", law: "tier2-channels", inPerson: true },
  { accountClass: 1, agreement: "mipay-tier1-verify", law: "tier1-channels", inPerson: false },
] as const;

/** What each type of channel said last: an answer of no match wins over one of the same moment. */
function lastAnswers(channels: readonly ChannelResult[]): ReadonlyMap<ChannelType, ChannelResult> {
  const last = new Map<ChannelType, ChannelResult>();
  for (const result of channels) {
    if (result.outcome === "unavailable") continue;
    const before = last.get(result.type);
    const later = before === undefined || result.at > before.at;
    if (later || (result.at === before.at && result.outcome === "mismatch")) last.set(result.type, result);
  }
  return last;
}

/** The types of channels whose last answer is a match. Several providers of one type count once. */
export function matchedTypes(channels: readonly ChannelResult[]): readonly ChannelType[] {
  const last = lastAnswers(channels);
  return CHANNEL_TYPES.filter((type) => last.get(type)?.outcome === "match");
}

/** The types of channels whose last answer is that the data do not match. */
export function contradictedTypes(channels: readonly ChannelResult[]): readonly ChannelType[] {
  const last = lastAnswers(channels);
  return CHANNEL_TYPES.filter((type) => last.get(type)?.outcome === "mismatch");
}

/**
 * The class that an identity verified by these types of outside channels, or in person, bears; null where none is
 * reached. A meeting in person bears class III without channels (rows mipay-tier1-verify to mipay-tier3-verify). Takes
 * `matchedTypes`; a type given twice counts once.
 */
export function classReached(
  of: { readonly matchedChannelTypes: readonly ChannelType[]; readonly faceToFace: boolean },
  rules: Rules,
  on: LocalDate,
): Result<{ readonly accountClass: AccountClass | null }> {
  const count = new Set(of.matchedChannelTypes).size;
  const basis: RuleRef[] = [rules.ref("law-np-11", on)];
  for (const { accountClass, agreement, law, inPerson } of LADDER) {
    basis.push(rules.ref(agreement, on));
    const enough =
      meets(rules.figure(agreement, "channels", on), count) && meets(rules.figure("law-np-11", law, on), count);
    if (enough || (inPerson && of.faceToFace)) return decided({ accountClass }, basis);
  }
  return decided({ accountClass: null }, basis);
}

/** Another payment account of the same person at this institution. */
export type OtherAccount = { readonly accountClass: AccountClass; readonly openedEarlier: boolean };

/**
 * Whether an account may be of a class beside the others its holder has here: class I only as the first payment
 * account, and one of class III (rule law-np-11-first). Closed accounts are left out by the caller.
 */
export function decideClassBeside(
  accountClass: AccountClass,
  others: readonly OtherAccount[],
  rules: Rules,
  on: LocalDate,
): Result<{ readonly accountClass: AccountClass }> {
  const basis = [rules.ref("law-np-11-first", on)];
  const allowed = (count: number) => meets(rules.figure("law-np-11-first", "accounts", on), count);
  const earlier = others.filter(({ openedEarlier }) => openedEarlier).length;
  if (accountClass === 1 && !allowed(earlier + 1)) return refuse("kyc.class.first-only", { basis });
  const highest = others.filter((other) => other.accountClass === 3).length;
  if (accountClass === 3 && !allowed(highest + 1)) return refuse("kyc.class.third-once", { basis });
  return decided({ accountClass }, basis);
}
