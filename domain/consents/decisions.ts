import { completedYears } from "../kyc/checks/dates";
import { meets } from "../rulebook/figures";
import type { Rules } from "../rulebook/model";
import { decided, type Result, refuse } from "../shared/result";
import { addDays, type Instant, type LocalDate, shanghaiDate, startOfDay } from "../shared/time";
import {
  type AcceptanceWay,
  type ChangeClass,
  type ConsentChange,
  type ConsentState,
  DOCUMENTS,
  type MajorChange,
  type NoticeWay,
  type PolicyDocument,
  type PolicyVersion,
  PURPOSES,
  type Purpose,
} from "./model";
import { noticePeriod } from "./notice-period";
import { ASK_AGAIN_DAYS, LONGEST_BACKDATED_DAYS } from "./policy";

const optional = (purpose: Purpose): boolean => PURPOSES[purpose].need === "optional";

/** Whether a version holds at a moment. */
const inForce = (version: PolicyVersion, at: Instant): boolean =>
  version.state === "published" && version.effectiveAt !== null && version.effectiveAt <= at;

/** The version of a document that holds at a moment: the last of those that have begun. */
export function versionInForce(
  versions: readonly PolicyVersion[],
  document: PolicyDocument,
  at: Instant,
): PolicyVersion | undefined {
  return versions
    .filter((version) => version.document === document && inForce(version, at))
    .reduce<PolicyVersion | undefined>((last, next) => (last && last.seq > next.seq ? last : next), undefined);
}

/**
 * Whether a purpose is covered by what the customer said. Core purposes need no consent; an optional one needs a yes that
 * nothing took back, to words whose purpose, way and kinds still hold: a later version in force that changes the purpose
 * asks for a new one, and using on is none (llpriv-update-continued-use).
 */
export function covered(
  purpose: Purpose,
  state: Pick<ConsentState, "change" | "document" | "seq"> | null,
  versions: readonly PolicyVersion[],
  now: Instant,
  rules: Rules,
): { readonly ok: boolean; readonly basis: ReturnType<Rules["ref"]>[] } {
  const on = shanghaiDate(now);
  const ref = (id: string) => rules.ref(id, on);
  if (!optional(purpose)) return { ok: true, basis: PURPOSES[purpose].rules.map(ref) };
  if (state?.change !== "given") return { ok: false, basis: [ref("law-pipl-15"), ...PURPOSES[purpose].rules.map(ref)] };
  const outgrown = versions.some(
    (version) =>
      version.document === state.document &&
      version.seq > state.seq &&
      inForce(version, now) &&
      version.changedPurposes.includes(purpose),
  );
  if (!outgrown) return { ok: true, basis: PURPOSES[purpose].rules.map(ref) };
  return {
    ok: false,
    basis: [ref("law-pipl-14"), ref("llpriv-update-continued-use"), ref("mipriv-new-purpose-consent")],
  };
}

const marketing = (purpose: Purpose): boolean => purpose.startsWith("marketing-") || purpose === "automated-marketing";

/**
 * Whether a customer of this age may agree, or be taken to have agreed, to these purposes. Nobody markets to a minor
 * (mipriv-minor-refuse; the payment agreement lets minors in with a guardian, and the stricter text holds:
 * trap-18-xiaomi); a child's data are sensitive, and his guardian agrees for him, which a paper shows. `bornOn` null: not
 * on file, and whoever was let in was let in as of age.
 */
export function ofAge(
  of: { readonly bornOn: LocalDate | null; readonly purposes: readonly Purpose[]; readonly guardianProof: boolean },
  on: LocalDate,
  rules: Rules,
): Result<true> {
  const age = of.bornOn === null ? null : completedYears(of.bornOn, on);
  if (age === null) return decided(true);
  const refs = (names: readonly string[]) => names.map((id) => rules.ref(id, on));
  const minor = refs(["mipriv-minor-refuse", "trap-18-xiaomi"]);
  if (of.purposes.some(marketing) && meets(rules.figure("mipriv-minor-refuse", "age", on), age))
    return refuse("consents.consent.minor", { basis: minor });
  const child = refs(["law-pipl-28", "law-pipl-31"]);
  if (!of.guardianProof && meets(rules.figure("law-pipl-28", "child-age", on), age))
    return refuse("consents.consent.guardian", { field: "evidenceId", basis: child });
  return decided(true, [...minor, ...child]);
}

/** The first moment at which somebody who said no may be asked again. */
export const askAgainFrom = (refusedAt: Instant): Instant =>
  startOfDay(addDays(shanghaiDate(refusedAt), ASK_AGAIN_DAYS));

/**
 * Whether what a customer says about purposes may be entered. A core purpose asks for none (mipriv-core-vs-extra); what
 * needs a consent of its own is asked by itself; the version in force must name the purpose before anybody agrees to it;
 * a yes got by asking again too soon after a no is none (law-netdata-22); nor is a minor's (`ofAge`).
 */
export function recordConsent(input: {
  readonly purposes: readonly Purpose[];
  readonly change: Exclude<ConsentChange, "withdrawn">;
  readonly asked: boolean;
  readonly at: Instant;
  readonly version: PolicyVersion | undefined;
  readonly latest: PolicyVersion | undefined;
  readonly refusedAt: readonly Instant[];
  /** The customer's birth date; null: not on file. */
  readonly bornOn: LocalDate | null;
  /** A paper goes with it: for a child, his guardian's consent. */
  readonly proof: boolean;
  readonly now: Instant;
  readonly rules: Rules;
}): Result<true> {
  const { purposes, change, version, at, now, rules } = input;
  const ref = (id: string) => rules.ref(id, shanghaiDate(now));
  if (at > now) return refuse("consents.consent.future", { field: "at" });
  if (at < startOfDay(addDays(shanghaiDate(now), -LONGEST_BACKDATED_DAYS)))
    return refuse("consents.consent.too-old", { field: "at" });
  const core = purposes.find((purpose) => !optional(purpose));
  if (core)
    return refuse("consents.consent.core-purpose", {
      basis: ["law-pipl-13", "trap-consent-list", "mipriv-core-vs-extra", "law-pipl-16"].map(ref),
    });
  const rows = purposes.flatMap((purpose) => PURPOSES[purpose].rules).map(ref);
  if (change === "refused") return decided(true, [ref("law-pipl-16"), ref("mipriv-core-vs-extra"), ...rows]);
  const age = ofAge({ bornOn: input.bornOn, purposes, guardianProof: input.proof }, shanghaiDate(now), rules);
  if (!age.ok) return age;
  if (input.asked && purposes.length > 1 && purposes.some((purpose) => PURPOSES[purpose].separate))
    return refuse("consents.consent.bundled", { basis: [ref("law-pipl-14"), ...rows] });
  if (!version || version.id !== input.latest?.id)
    return refuse("consents.consent.version-not-in-force", { basis: [ref("law-pipl-14")] });
  if (!purposes.every((purpose) => version.purposes.includes(purpose)))
    return refuse("consents.consent.purpose-not-named", {
      basis: [ref("mipriv-new-purpose-consent"), ref("llpriv-new-purpose-consent")],
    });
  if (input.asked && input.refusedAt.some((refused) => at < askAgainFrom(refused)))
    return refuse("consents.consent.asked-too-soon", {
      params: { days: ASK_AGAIN_DAYS },
      basis: [ref("law-netdata-22")],
    });
  return decided(true, [ref("law-pipl-14"), ...rows, ...age.basis]);
}

/** What a withdrawal takes back: optional purposes alone. It changes nothing of what was done before (law-pipl-15). */
export function withdraw(purposes: readonly Purpose[], now: Instant, rules: Rules): Result<readonly Purpose[]> {
  const ref = (id: string) => rules.ref(id, shanghaiDate(now));
  if (purposes.some((purpose) => !optional(purpose)))
    return refuse("consents.consent.core-purpose", { basis: [ref("law-pipl-13"), ref("law-pipl-16")] });
  const more = purposes.some(marketing) ? ["mipriv-marketing-optout", "llpriv-marketing-optout", "law-pipl-24"] : [];
  return decided(
    [...new Set(purposes)],
    ["law-pipl-15", "mipriv-withdraw-anytime", "llpriv-change-withdraw", ...more].map(ref),
  );
}

/** Whether a way of agreeing binds a customer to a changed agreement: using on does not. */
export function acceptChange(
  way: AcceptanceWay,
  version: Pick<PolicyVersion, "document" | "state">,
  now: Instant,
  rules: Rules,
): Result<Exclude<AcceptanceWay, "continued-use">> {
  const ref = (id: string) => rules.ref(id, shanghaiDate(now));
  const basis = [ref("law-nbpi-reg-20"), ref("trap-unilateral-change")];
  if (way === "continued-use")
    return refuse("consents.acceptance.continued-use", { basis: [...basis, ref("llpriv-update-continued-use")] });
  if (version.state !== "published" || DOCUMENTS[version.document] !== "payment-agreement")
    return refuse("consents.acceptance.not-asked", { basis });
  return decided(way, basis);
}

/** The version of an agreement a customer is bound by: the last in force that he agreed to, else the one he came in with. */
export function boundBy(
  versions: readonly PolicyVersion[],
  accepted: ReadonlySet<string>,
  document: PolicyDocument,
  now: Instant,
): PolicyVersion | undefined {
  const held = versions.filter((version) => version.document === document && inForce(version, now));
  const first = held.reduce<PolicyVersion | undefined>(
    (one, next) => (one && one.seq < next.seq ? one : next),
    undefined,
  );
  return held
    .filter(({ id }) => accepted.has(id))
    .reduce<PolicyVersion | undefined>((last, next) => (last && last.seq > next.seq ? last : next), first);
}

/** What is proposed for publishing. */
export type VersionDraft = {
  readonly document: PolicyDocument;
  readonly changeClass: ChangeClass;
  readonly majorChanges: readonly MajorChange[];
  readonly purposes: readonly Purpose[];
  readonly changedPurposes: readonly Purpose[];
  readonly noticeWays: readonly NoticeWay[];
  readonly consultedAt: Instant | null;
  readonly wantedAt: Instant;
};

/**
 * Whether a version may be published at `now` to hold from the moment asked for. The class must fit what changes; a major
 * change is told by something that reaches people; agreements ask for opinions first and hold after their full days.
 */
export function publishVersion(
  draft: VersionDraft,
  now: Instant,
  rules: Rules,
): Result<{ readonly effectiveAt: Instant; readonly acceptance: boolean }> {
  const ref = (id: string) => rules.ref(id, shanghaiDate(now));
  const fits = classFits(draft, rules, now);
  if (!fits.ok) return fits;
  const kind = DOCUMENTS[draft.document];
  const told = draft.noticeWays.some((way) => way !== "page");
  if (draft.noticeWays.length === 0 || (draft.changeClass !== "immaterial" && !told))
    return refuse("consents.policy.no-notice", {
      basis: [ref("mipriv-major-change-notice"), ref("llpriv-major-change-6")],
      field: "noticeWays",
    });
  if (kind !== "privacy" && (draft.consultedAt === null || draft.consultedAt > now))
    return refuse("consents.policy.no-opinions", {
      basis: [ref(kind === "payment-agreement" ? "law-nbpi-reg-20" : "law-ecom-34")],
      field: "consultedAt",
    });
  const period = noticePeriod(draft.document, draft.changeClass, now, rules);
  if (draft.wantedAt < period.value.earliest)
    return refuse("consents.policy.too-early", {
      params: { days: period.value.days, earliest: period.value.earliest },
      basis: period.basis,
      field: "wantedAt",
    });
  return decided({ effectiveAt: draft.wantedAt, acceptance: kind === "payment-agreement" }, period.basis);
}

function classFits(draft: VersionDraft, rules: Rules, now: Instant): Result<true> {
  const ref = (id: string) => rules.ref(id, shanghaiDate(now));
  const { changeClass, changedPurposes, majorChanges, purposes } = draft;
  if (changedPurposes.length > 0 && changeClass !== "purpose-way-kind")
    return refuse("consents.policy.class-too-low", { basis: [ref("law-pipl-14")], field: "changeClass" });
  if (majorChanges.length > 0 && changeClass === "immaterial")
    return refuse("consents.policy.class-too-low", { basis: [ref("llpriv-major-change-6")], field: "changeClass" });
  if (changeClass === "major" && majorChanges.length === 0)
    return refuse("consents.policy.no-major-change", { basis: [ref("llpriv-major-change-6")], field: "majorChanges" });
  if (changeClass === "purpose-way-kind" && changedPurposes.length === 0)
    return refuse("consents.policy.no-changed-purpose", { basis: [ref("law-pipl-14")], field: "changedPurposes" });
  if (!changedPurposes.every((purpose) => purposes.includes(purpose)))
    return refuse("consents.policy.changed-not-named", {
      basis: [ref("mipriv-new-purpose-consent")],
      field: "changedPurposes",
    });
  return decided(true);
}
