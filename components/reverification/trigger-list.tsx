"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { RuleCitation } from "@/components/controls/rule-citation";
import { Flag, StatusMark } from "@/components/patterns/status";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useCan } from "@/lib/use-can";
import { legsHref, TRIGGER_TONE, type TriggerRow } from "./review";
import { useTriggerWords } from "./use-trigger-words";

/** Triggers one under the other: what was found with its figures, the rule, and the transactions behind it. */
export function TriggerList({ triggers }: { triggers: readonly TriggerRow[] }) {
  return (
    <ol className="px-(--gutter) pb-2">
      {triggers.map((one) => (
        <TriggerEntry key={one.id} trigger={one} />
      ))}
    </ol>
  );
}

function TriggerEntry({ trigger }: { trigger: TriggerRow }) {
  const t = useTranslations("reverification");
  return (
    <li className="grid gap-1 border-b border-line py-2">
      <p className="flex flex-wrap items-center gap-x-3">
        <b>{t(`kinds.${trigger.kind}`)}</b>
        <StatusMark tone={TRIGGER_TONE[trigger.state]}>{t(`triggerStates.${trigger.state}`)}</StatusMark>
        {trigger.fenced ? <Flag>{t("page.item.fenced")}</Flag> : null}
        <span className="hg-grow" />
        <span className="hg-small hg-ink-3 whitespace-nowrap">
          {t("page.item.foundOn", { date: shanghaiDate(trigger.foundAt as Instant) })}
        </span>
      </p>
      <Arithmetic trigger={trigger} />
      <p className="hg-small flex flex-wrap items-center gap-x-4">
        <RuleCitation rule={trigger.rule} />
        <span className="hg-grow" />
        <Ways trigger={trigger} />
      </p>
    </li>
  );
}

/** The sentence, and what it leaves out. */
function Arithmetic({ trigger }: { trigger: TriggerRow }) {
  const t = useTranslations("reverification");
  const words = useTriggerWords();
  return (
    <>
      <p>
        {words(trigger)}
        {trigger.unrated ? <span className="hg-wait"> {t("sentence.unrated", { count: trigger.unrated })}</span> : null}
        {trigger.change?.provisional ? <span className="hg-wait"> {t("sentence.provisional")}</span> : null}
        {trigger.state === "satisfied" ? <span className="hg-ink-2"> {t("sentence.satisfied")}</span> : null}
      </p>
      {trigger.note || trigger.raisedBy ? (
        <p className="hg-small hg-ink-2">
          {trigger.raisedBy ? t("page.item.raisedBy", { name: trigger.raisedBy }) : null} {trigger.note}
        </p>
      ) : null}
    </>
  );
}

/** Where the trigger leads: its account, its transactions, the copy that met it. */
function Ways({ trigger }: { trigger: TriggerRow }) {
  const t = useTranslations("reverification");
  const can = useCan();
  const legs = can("ledger.read") ? legsHref(trigger) : null;
  return (
    <>
      {trigger.account ? (
        <Link className="hg-text-link" href={`/accounts/${trigger.account.id}`}>
          {t("page.item.account", { number: trigger.account.number })}
        </Link>
      ) : null}
      {legs ? (
        <Link className="hg-text-link" href={legs}>
          {t("sentence.legs")}
        </Link>
      ) : null}
      {trigger.satisfiedBy && can("kyc.read") ? (
        <Link className="hg-text-link" href={`/kyc/${trigger.satisfiedBy}`}>
          {t("sentence.seeCopy")}
        </Link>
      ) : null}
    </>
  );
}
