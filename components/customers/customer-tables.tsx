"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LimitUse } from "@/components/accounts/limit-use";
import { Money } from "@/components/patterns/money";
import { StatusMark } from "@/components/patterns/status";
import type { CustomerDetail } from "./customer";
import { type RevealRight, SealedValue } from "./masked";

type Props = { customer: CustomerDetail; right: RevealRight | null };

/** A small table in a box that scrolls by itself; says so when there is nothing. */
export function Sheet(props: {
  label: string;
  heads: readonly { text: string; end?: boolean }[];
  empty: string | null;
  children: ReactNode;
}) {
  if (props.empty) return <p className="hg-small hg-ink-3 px-(--gutter) pb-3">{props.empty}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be reachable and scrolled by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a nameless scroll box inside a named section
    <div className="hg-table-box overflow-x-auto" role="group" aria-label={props.label} tabIndex={0}>
      <table className="hg-table hg-tight whitespace-nowrap" aria-label={props.label}>
        <thead>
          <tr>
            {props.heads.map((head) => (
              <th key={head.text} scope="col" className={head.end ? "hg-num" : undefined}>
                {head.text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}

/** Identity documents, numbers covered. */
export function DocumentsTable({ customer, right }: Props) {
  const t = useTranslations("customers");
  const { documents } = customer;
  const heads = [
    { text: t("page.document") },
    { text: t("page.number") },
    { text: t("page.validity") },
    { text: t("page.status") },
  ];
  return (
    <Sheet label={t("sections.documents")} heads={heads} empty={documents.length === 0 ? t("empty.documents") : null}>
      {documents.map((one) => (
        <tr key={one.id}>
          <td>{t(`documents.${one.type as "passport"}`)}</td>
          <td>
            <SealedValue field={one.number} right={right} />
          </td>
          <td>{one.validTo ? t("labels.validTo", { date: one.validTo }) : t("labels.longTerm")}</td>
          <td>
            <StatusMark tone={one.status === "valid" ? "done" : "late"}>
              {t(`documents.${one.status as "valid"}`)}
            </StatusMark>
          </td>
        </tr>
      ))}
    </Sheet>
  );
}

/** Accounts with class, balance and state; the way to each. */
export function AccountsTable({ customer, right }: Props) {
  const t = useTranslations("customers.page");
  const words = useTranslations("accounts");
  const fields = useTranslations("customers.fields");
  const sections = useTranslations("customers.sections");
  const empty = useTranslations("accounts.empty");
  const limited = customer.kind === "person";
  const heads = [
    { text: t("account") },
    { text: fields("core-number") },
    { text: t("class") },
    ...(limited ? [{ text: t("limitUse") }] : []),
    { text: t("balance"), end: true },
    { text: t("status") },
  ];
  return (
    <Sheet label={sections("accounts")} heads={heads} empty={customer.accounts.length === 0 ? empty("list") : null}>
      {customer.accounts.map((one) => (
        <tr key={one.id}>
          <td>
            <Link className="hg-text-link whitespace-nowrap" href={`/accounts/${one.id}`}>
              {one.number}
            </Link>
          </td>
          <td>
            <SealedValue field={one.coreNumber} right={right} />
          </td>
          <td className="whitespace-nowrap">{words(`class.${String(one.accountClass) as "1"}`)}</td>
          {limited ? <td>{one.status === "open" ? <LimitUse accountId={one.id} /> : null}</td> : null}
          <td className="hg-num">
            {one.balanceMinor === null ? (
              "–"
            ) : (
              <Money
                amount={{ minor: one.balanceMinor, currency: one.currency }}
                showCurrency={one.currency !== "CNY"}
              />
            )}
          </td>
          <td>
            <StatusMark tone={one.status === "open" ? "done" : "none"}>
              {words(`status.${one.status as "open"}`)}
            </StatusMark>
          </td>
        </tr>
      ))}
    </Sheet>
  );
}

/** Bound cards, numbers covered. */
export function CardsTable({ customer, right }: Props) {
  const t = useTranslations("customers");
  const words = useTranslations("accounts.cards");
  const heads = [
    { text: t("page.bank") },
    { text: t("page.type") },
    { text: t("fields.card-number") },
    { text: t("page.boundOn") },
    { text: t("page.status") },
  ];
  return (
    <Sheet label={t("sections.cards")} heads={heads} empty={customer.cards.length === 0 ? t("empty.cards") : null}>
      {customer.cards.map((one) => (
        <tr key={one.id}>
          <td className="whitespace-nowrap">{one.bank}</td>
          <td>{words(one.type)}</td>
          <td>
            <SealedValue field={one.number} right={right} />
          </td>
          <td>{one.boundOn}</td>
          <td>
            <StatusMark tone={one.status === "bound" ? "done" : "none"}>
              {words(one.status === "bound" ? "bound" : "unbound")}
            </StatusMark>
          </td>
        </tr>
      ))}
    </Sheet>
  );
}
