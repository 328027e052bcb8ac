"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CheckRow } from "@/components/patterns/check-row";
import { type Fact, FactList, Statement } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import { Money } from "@/components/patterns/money";
import { StatusMark } from "@/components/patterns/status";
import type { Tone } from "@/components/patterns/tone";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { ELECTRONIC_PATH } from "./electronic";
import { ORDERS_PATH, type OrderDetail } from "./orders";

const fact = (id: string, label: string, value: ReactNode): Fact[] =>
  value === null || value === "" ? [] : [{ id, label, value }];

/** What the paper says. */
export function PaperFacts({ order }: { order: OrderDetail }) {
  const t = useTranslations("orders.page.item");
  const labels = useTranslations("orders.labels");
  const terms = useTranslations("orders.terms");
  const say = useBilingual();
  const { term, disclosure } = order;
  const span =
    term &&
    (term.unit === "until" ? terms("until", { on: term.on ?? "" }) : terms(term.unit, { count: term.count ?? 0 }));
  const facts: Fact[] = [
    ...fact(
      "office",
      t("authorityName"),
      t("office", { name: order.authorityName, kind: labels(`authority.${order.authority}`) }),
    ),
    ...fact("document", t("documentNumber"), order.documentNumber),
    ...fact("dated", t("documentOn"), order.documentOn),
    ...fact("case", t("caseNumber"), order.caseNumber),
    ...fact("basis", t("legalBasis"), labels(`basis.${order.basis}`)),
    ...fact(
      "target",
      t("target"),
      `${labels(`target.${order.target}`)}${order.targetName ? ` ${order.targetName}` : ""}`,
    ),
    ...fact("scope", t("scope"), order.scope && labels(`scope.${order.scope}`)),
    ...fact(
      "amount",
      t("amount"),
      order.amountMinor === null ? null : (
        <Money amount={{ minor: order.amountMinor, currency: order.currency ?? "CNY" }} showCurrency />
      ),
    ),
    ...fact("term", t("term"), span),
    ...fact(
      "asked",
      t("asked"),
      disclosure ? disclosure.data.map((kind) => labels(`data.${kind}`)).join(t("and")) : null,
    ),
    ...fact("period", t("period"), disclosure?.from ? `${disclosure.from} – ${disclosure.to}` : null),
    ...fact("checks", t("checks"), order.checks.map((check) => labels(`check.${check}`)).join(t("and"))),
    ...fact(
      "about",
      t("about"),
      order.about && (
        <Link
          className="hg-text-link"
          href={`${order.about.platform ? ELECTRONIC_PATH : ORDERS_PATH}/${order.about.id}`}
        >
          {order.about.number}
        </Link>
      ),
    ),
  ];
  return (
    <>
      <SectionHead title={t("paper")} ruled />
      <FactList facts={facts} />
      <SectionHead title={t("officers")} ruled />
      <FactList
        facts={order.officers.map((officer, at) => ({
          id: String(at),
          label: officer.name ?? "–",
          value: <span className="hg-mono">{officer.credential ?? "–"}</span>,
        }))}
        tight
      />
      {order.note ? (
        <Statement text={order.note} by={order.registeredBy ? [say(order.registeredBy.name)] : []} />
      ) : null}
    </>
  );
}

const ACT_TONE = {
  instructed: "wait",
  "in-force": "protect",
  ended: "none",
  failed: "late",
  done: "done",
} as const satisfies Record<string, Tone>;

/** What was done for it, account by account; or why nothing was. */
export function DoneSection({ order }: { order: OrderDetail }) {
  const t = useTranslations("orders.page.item");
  const labels = useTranslations("orders.labels");
  const grounds = useTranslations("orders.refusals.ground");
  const format = useFormat();
  const moment = (at: string | null) => (at ? format.dateTime(at as Instant) : "–");
  if (order.state === "refused") {
    return (
      <>
        <SectionHead title={t("grounds")} ruled />
        <div className="hg-inset pb-2">
          {order.grounds.map((ground) => (
            <CheckRow key={ground} outcome="bad" name={grounds(ground)} />
          ))}
        </div>
      </>
    );
  }
  return (
    <>
      <SectionHead title={t("done")} ruled />
      {order.acts.length === 0 ? (
        <p className="hg-small hg-ink-2 px-(--gutter) pb-2">{t("nothingDone")}</p>
      ) : (
        <ul className="hg-entries">
          {order.acts.map((act) => (
            <li key={`${act.act}-${act.doneAt}-${act.measureId}`}>
              <StatusMark tone={ACT_TONE[act.state as "done"] ?? "none"}>
                {labels(`actState.${act.state as "done"}`)}
              </StatusMark>
              <span>{labels(`act.${act.act}`)}</span>
              <span className="hg-mono">{act.accountNumber ?? "–"}</span>
              {act.measureId ? (
                <Link className="hg-text-link hg-mono" href={`/controls/${act.measureId}`}>
                  {act.measureNumber}
                </Link>
              ) : null}
              <span className="hg-grow hg-ink-3">{act.cause ? labels(`cause.${act.cause as "term"}`) : null}</span>
              <span className="hg-ink-3 whitespace-nowrap">{moment(act.endedAt ?? act.inForceAt ?? act.doneAt)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
