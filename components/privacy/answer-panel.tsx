"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { RuleList } from "@/components/controls/rule-citation";
import { Statement } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import { useCan } from "@/lib/use-can";
import { LetterPreview } from "./letter-preview";
import type { RequestDetail } from "./request";

/** What waits for a second person, what the requester was answered, and where else he may turn. */
export function AnswerPanel({ item }: { item: RequestDetail }) {
  const t = useTranslations("privacy.page.answer");
  const words = useTranslations("privacy");
  const can = useCan();
  const { proposal, ground } = item;
  return (
    <>
      {proposal ? (
        <>
          <SectionHead title={t("proposal")} ruled />
          <p className="hg-small flex flex-wrap gap-x-3 px-(--gutter) pb-2">
            <span>{t(`proposed.${proposal.of}`)}</span>
            {proposal.ground ? <b>{words(`grounds.${proposal.ground}`)}</b> : null}
            <Link className="hg-text-link hg-mono" href={`/approvals/${proposal.approvalId}`}>
              {proposal.number}
            </Link>
          </p>
          {can("privacy.plan.read") ? (
            <div className="px-(--gutter) pb-3">
              <LetterPreview
                asked={{ id: item.id, of: proposal.of, ...(proposal.ground ? { ground: proposal.ground } : {}) }}
              />
            </div>
          ) : null}
        </>
      ) : null}
      {item.answer || ground || item.lapseReason ? (
        <>
          <SectionHead
            title={t("title")}
            ruled
            aside={
              item.customer && can("letters.read") ? (
                <Link className="hg-text-link hg-small" href={`/letters?customer=${item.customer.id}`}>
                  {t("letters")}
                </Link>
              ) : null
            }
          />
          {ground ? <p className="hg-small px-(--gutter) pb-2">{words(`grounds.${ground}`)}</p> : null}
          {item.lapseReason ? (
            <p className="hg-small px-(--gutter) pb-2">{words(`lapses.${item.lapseReason}`)}</p>
          ) : null}
          {item.answer ? <Statement text={item.answer} by={[item.answeredBy ?? t("system")]} /> : null}
        </>
      ) : null}
      {item.state === "answered" && item.outcome !== "fulfilled" ? <Ways item={item} /> : null}
    </>
  );
}

/** Where the requester may complain: the rules that name the ways. */
function Ways({ item }: { item: RequestDetail }) {
  const t = useTranslations("privacy.page.answer");
  const rules = item.basis.filter(({ ruleId }) => (item.complaint as readonly string[]).includes(ruleId));
  if (rules.length === 0) return null;
  return (
    <>
      <SectionHead title={t("complaint")} ruled />
      <RuleList rules={rules} />
    </>
  );
}
