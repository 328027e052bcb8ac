"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Fact, FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import { Money } from "@/components/patterns/money";
import { WorkPanel } from "@/components/worklist/work-panel";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useCan } from "@/lib/use-can";
import { useNow } from "@/lib/use-now";
import type { MeasureDetail } from "./measure";
import { useMeasureEvents } from "./measure-events";
import { useCards } from "./restriction-fields";
import { TermText } from "./term-chip";
import { useControlsWords } from "./use-words";

/** Beside a measure: its facts, whose work it is, and what happened. */
export function MeasureSide({ detail, maker }: { detail: MeasureDetail; maker: string }) {
  const t = useTranslations("controls.page");
  const events = useMeasureEvents();
  const { measure } = detail;
  const today = shanghaiDate(useNow() ?? (measure.requestedAt as Instant));
  return (
    <>
      <SectionHead title={t("item.facts")} />
      <FactList facts={useSideFacts(detail)} />
      <WorkPanel subjectId={measure.id} events={events(detail, maker)} today={today} />
    </>
  );
}

function useSideFacts({ measure, account }: MeasureDetail): readonly Fact[] {
  const t = useTranslations("controls.page.item");
  const words = useControlsWords();
  const can = useCan();
  const format = useFormat();
  const cards = useCards(account.id, measure.scope === "card");
  const fact = (id: string, label: string, value: Fact["value"], shown = true): Fact[] =>
    shown ? [{ id, label, value }] : [];
  const link = (href: string, text: string) => (
    <Link className="hg-text-link" href={href}>
      {text}
    </Link>
  );
  const at = (moment: string | null) => (moment ? format.dateTime(moment as Instant) : null);
  const amount = measure.amountMinor ?? 0n;
  const release = measure.releaseReasonCode;
  const releaseApproval = measure.releaseApprovalId;
  return [
    ...fact("account", t("account"), link(`/accounts/${account.id}`, account.number)),
    ...fact("kind", t("kind"), words.measureKind(measure.kind)),
    ...fact("source", t("source"), words.source(measure.source)),
    ...fact("scope", t("scope"), words.reach(measure, cards.find(({ id }) => id === measure.target)?.name)),
    ...fact(
      "amount",
      t("amount"),
      <Money amount={{ minor: amount, currency: account.currency }} showCurrency />,
      measure.amountMinor !== null,
    ),
    ...fact("reason", t("reason"), words.reason(measure.reasonCode)),
    ...fact("starts", t("starts"), at(measure.startsAt), measure.startsAt !== null),
    ...fact("term", t("ends"), at(measure.expiresAt), measure.expiresAt !== null),
    ...fact("no-term", t("term"), <TermText measure={measure} live={false} />, measure.expiresAt === null),
    ...fact("review", t("reviewOn"), measure.reviewOn),
    ...fact("release", t("releaseReason"), words.reason(release ?? ""), release !== null),
    ...fact(
      "release-approval",
      t("releaseApproval"),
      link(`/approvals/${releaseApproval}`, t("open")),
      releaseApproval !== null && can("approvals.read"),
    ),
  ];
}
