"use client";

import { useTranslations } from "next-intl";
import { RemainingList } from "@/components/closures/remaining-list";
import type { Looking } from "@/components/closures/use-look";
import { RuleList } from "@/components/controls/rule-citation";
import { type Fact, FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import { Money } from "@/components/patterns/money";
import { Button } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";

/** What remains before the account can be closed, with the way out of each, and what the core said. */
export function LookPanel({ looking }: { looking: Looking }) {
  const t = useTranslations("closures.page.request");
  const item = useTranslations("closures.page.item");
  const format = useFormat();
  const { look, pending, problem, again } = looking;
  const paid = look && look.payOutMinor > 0n && look.card ? look : null;
  return (
    <section aria-label={t("remaining")} aria-busy={pending}>
      <SectionHead
        title={t("remaining")}
        {...(look?.asOf ? { note: item("asOf", { time: format.dateTime(look.asOf as Instant) }) } : {})}
        aside={
          <Button small busy={pending} onClick={again}>
            {t("look")}
          </Button>
        }
      />
      {pending && !look ? <p className="hg-small hg-ink-3 px-(--gutter)">{t("looking")}</p> : null}
      {problem ? (
        <p className="hg-error px-(--gutter)" role="alert">
          {problem}
        </p>
      ) : null}
      {look ? <RemainingList remaining={look.remaining} clear={t("clear")} /> : null}
      {paid?.card && paid.look ? (
        <p className="hg-small px-(--gutter) pb-2">
          {t("payOut", {
            sum: format.money({ minor: paid.payOutMinor, currency: paid.look.currency }),
            bank: paid.card.bank,
            end: paid.card.end,
          })}
        </p>
      ) : null}
      {look?.look ? <CoreFacts look={look.look} /> : null}
      {look && look.basis.length > 0 ? <RuleList rules={look.basis} /> : null}
    </section>
  );
}

function CoreFacts({ look }: { look: NonNullable<NonNullable<Looking["look"]>["look"]> }) {
  const t = useTranslations("closures.page.request");
  const money = (minor: bigint) => <Money amount={{ minor, currency: look.currency }} showCurrency />;
  const facts: Fact[] = [
    { id: "balance", label: t("balance"), value: money(look.availableMinor) },
    { id: "held", label: t("held"), value: money(look.heldMinor) },
    { id: "inFlight", label: t("inFlight"), value: t("count", { count: look.inFlight }) },
    { id: "standing", label: t("standing"), value: t("count", { count: look.standing }) },
  ];
  return <FactList facts={facts} tight />;
}
