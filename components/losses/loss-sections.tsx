"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { CheckRow } from "@/components/patterns/check-row";
import { SectionHead } from "@/components/patterns/headers";
import { Money } from "@/components/patterns/money";
import { Flag, StatusMark } from "@/components/patterns/status";
import type { Tone } from "@/components/patterns/tone";
import { EVIDENCE_NEEDED } from "@/domain/losses/decisions";
import type { Currency } from "@/domain/shared/money";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { checkRounds, gapOf, type LossDetail, spanOf, standingProtections } from "./losses";

type Props = { item: LossDetail };

/** Notice, entry, order to the core, in force: with the seconds from the notice, and the gap of one entered late. */
export function FourTimes({ item }: Props) {
  const t = useTranslations("losses.page.item");
  const format = useFormat();
  const { seconds } = item;
  const gap = gapOf(seconds.toEntry);
  const times = [
    { id: "notice", at: item.noticeAt, after: null },
    { id: "entry", at: item.reportedAt, after: seconds.toEntry },
    { id: "instructed", at: item.instructedAt, after: seconds.toInstruction },
    { id: "inForce", at: item.inForceAt, after: seconds.toProtection },
  ] as const;
  return (
    <>
      <SectionHead title={t("times")} note={t("timesNote")} />
      {seconds.late ? (
        <p className="px-(--gutter) pb-2">
          <Flag>{t("lateGap", { gap: t(gap.unit, { count: gap.count }) })}</Flag>
        </p>
      ) : null}
      <ol className="hg-loss-times">
        {times.map(({ id, at, after }) => (
          <li key={id}>
            <span className="hg-small hg-ink-3">{t(id)}</span>
            <b>{at ? format.dateTime(at as Instant) : t("notYet")}</b>
            {after === null || seconds.late ? null : <After seconds={after} />}
          </li>
        ))}
      </ol>
    </>
  );
}

function After({ seconds }: { seconds: number }) {
  const t = useTranslations("losses.page");
  const { unit, value } = spanOf(seconds);
  return <span className="hg-small">{t("item.after", { span: t(unit, { seconds: value }) })}</span>;
}

const stateOf = (one: LossDetail["protections"][number]) =>
  one.endedAt ? "ended" : one.failedAt ? "failed" : one.inForceAt ? "inForce" : "instructed";
const PROTECTION_TONE = {
  ended: "none",
  failed: "late",
  inForce: "protect",
  instructed: "wait",
} as const satisfies Record<string, Tone>;

/** What "in force" means for each: sessions are over, cards cannot be used. */
const DONE_WORD = { debit: "inForce", sessions: "sessionsOver", card: "cardOff" } as const;

/** What was put in place, in the order the core was told. */
export function Protections({ item }: Props) {
  const t = useTranslations("losses.page.item");
  const words = useTranslations("losses.protections");
  return (
    <>
      <SectionHead title={t("protections")} ruled />
      {item.protections.length === 0 ? <Bare text={t("noProtections")} /> : null}
      <ul className="hg-entries">
        {standingProtections(item.protections).map((one) => (
          <li key={one.id}>
            <span className="hg-loss-kind">{words(one.kind)}</span>
            <Link className="hg-text-link hg-mono" href={`/accounts/${one.account.id}`}>
              {one.account.number}
            </Link>
            {one.measure ? (
              <Link className="hg-text-link hg-mono" href={`/controls/${one.measure.id}`}>
                {one.measure.number}
              </Link>
            ) : null}
            <span className="hg-grow" />
            <StatusMark tone={PROTECTION_TONE[stateOf(one)]}>
              {t(`protectionState.${stateOf(one) === "inForce" ? DONE_WORD[one.kind] : stateOf(one)}`)}
            </StatusMark>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What was asked, when, and whether it matched. What proves nothing says so. */
export function Checklist({ item }: Props) {
  const t = useTranslations("losses.page.item");
  const words = useTranslations("losses");
  const format = useFormat();
  const rounds = checkRounds(item.checks);
  return (
    <>
      <SectionHead title={t("checklist")} note={t("checklistNote")} ruled />
      {rounds.length === 0 ? <Bare text={t("noChecks")} /> : null}
      {rounds.map(({ stage, at, checks }) => {
        const name = t("round", { stage: words(`stages.${stage}`), at: format.dateTime(at as Instant) });
        return (
          <section key={`${stage}-${at}`} className="pb-2" aria-label={name}>
            <p className="hg-small hg-ink-3 px-(--gutter)">{name}</p>
            <div className="hg-inset">
              {checks.map((check) => (
                <CheckRow
                  key={check.item}
                  outcome={check.outcome === "not-matched" ? "bad" : check.counted ? "ok" : "warn"}
                  name={words(`checks.${check.item}`)}
                  value={
                    check.outcome === "matched" && !check.counted
                      ? t("provesNothing")
                      : words(`checkOutcomes.${check.outcome}`)
                  }
                />
              ))}
            </div>
          </section>
        );
      })}
    </>
  );
}

/** Attempts to reach the holder. */
export function Calls({ item }: Props) {
  const t = useTranslations("losses.page.item");
  const words = useTranslations("losses");
  const format = useFormat();
  if (item.callBack === "none") return null;
  return (
    <>
      <SectionHead title={t("calls")} note={words(`callBacks.${item.callBack}`)} ruled />
      <ul className="hg-entries">
        {item.callBacks.map((call) => (
          <li key={call.at}>
            <span>{words(`callBackOutcomes.${call.outcome}`)}</span>
            <span className="hg-grow" />
            <span className="hg-ink-3">{format.dateTime(call.at as Instant)}</span>
            <span className="hg-ink-3">{call.by}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

const NEEDED: ReadonlySet<string> = new Set(EVIDENCE_NEEDED);
const PAPER_TONE = { received: "done", refused: "late" } as const satisfies Record<string, Tone>;

/** The papers of the set, and which are there. */
export function Papers({ item }: Props) {
  const t = useTranslations("losses.page.item");
  const words = useTranslations("losses");
  return (
    <>
      <SectionHead title={t("evidence")} note={t("evidenceNote")} ruled />
      <ul className="hg-entries">
        {item.evidence.map(({ kind, state }) => (
          <li key={kind}>
            <span>{words(`evidenceKinds.${kind}`)}</span>
            <span className="hg-small hg-ink-3 hg-grow">{NEEDED.has(kind) ? t("needed") : null}</span>
            <StatusMark tone={state ? PAPER_TONE[state] : "idle"}>
              {words(`evidenceStates.${state ?? "missing"}`)}
            </StatusMark>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Movements the customer disputes, each where it lies between notice and protection. */
export function Disputes({ item }: Props) {
  const t = useTranslations("losses.page.item");
  const words = useTranslations("losses.phases");
  const format = useFormat();
  return (
    <>
      <SectionHead title={t("disputes")} note={item.disputed.length > 0 ? item.disputed.length : null} ruled />
      {item.disputed.length === 0 ? (
        <Bare text={t("noDisputes")} />
      ) : (
        <table className="hg-table">
          <thead>
            <tr>
              <th>{t("at")}</th>
              <th>{t("phase")}</th>
              <th className="text-end">{t("amount")}</th>
            </tr>
          </thead>
          <tbody>
            {item.disputed.map((one) => (
              <tr key={one.transactionId}>
                <td>{format.dateTime(one.occurredAt as Instant)}</td>
                <td>{words(one.phase)}</td>
                <td className="text-end">
                  <Money amount={{ minor: BigInt(one.amountMinor), currency: one.currency as Currency }} showCurrency />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** Every notice with its own times. */
export function Notices({ item }: Props) {
  const t = useTranslations("losses.page.item");
  const words = useTranslations("losses");
  const format = useFormat();
  return (
    <>
      <SectionHead title={t("notices")} note={item.notices.length} ruled />
      <ul className="hg-entries">
        {item.notices.map((notice) => (
          <li key={notice.id}>
            <span>{format.dateTime(notice.noticeAt as Instant)}</span>
            <span>{words(`channels.${notice.channel}`)}</span>
            <span>{words(`causes.${notice.cause}`)}</span>
            <span>{notice.verified ? t("verified") : t("unverified")}</span>
            <span className="hg-grow" />
            <span className="hg-ink-3">{notice.by}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

const Bare = ({ text }: { text: string }) => <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{text}</p>;
