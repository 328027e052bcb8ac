"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { CloseAccountLink } from "@/components/closures/close-account-link";
import { Masked, SealedValue } from "@/components/customers/masked";
import { useRevealRight } from "@/components/customers/use-reveal-right";
import { type Fact, FactList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import { Money } from "@/components/patterns/money";
import { Flag } from "@/components/patterns/status";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import type { AccountDetail } from "./account";

/** Beside an account: its facts, numbers covered until revealed for a reason, and the cards bound to it. */
export function AccountSide({ account }: { account: AccountDetail }) {
  const t = useTranslations("accounts.page");
  const words = useTranslations("accounts");
  const format = useFormat();
  const can = useCan();
  const trpc = useTRPC();
  const customer = useQuery({
    ...trpc.customers.detail.queryOptions({ id: account.customer.id }),
    enabled: can("customers.read"),
  });
  const right = useRevealRight(customer.data);
  const facts: Fact[] = [
    { id: "core", label: words("columns.coreNumber"), value: <SealedValue field={account.coreNumber} right={right} /> },
    { id: "class", label: words("columns.class"), value: words(`class.${String(account.accountClass) as "1"}`) },
    {
      id: "balance",
      label: words("columns.balance"),
      value:
        account.balanceMinor === null ? (
          t("balanceUnknown")
        ) : (
          <>
            <Money amount={{ minor: account.balanceMinor, currency: account.currency }} showCurrency strong />{" "}
            {account.balanceAt ? (
              <span className="hg-ink-3">{t("asOf", { time: format.dateTime(account.balanceAt as Instant) })}</span>
            ) : null}
          </>
        ),
    },
    { id: "opened", label: t("openedOn"), value: account.openedOn },
    {
      id: "status",
      label: words("columns.status"),
      value: (
        <>
          {words(`status.${account.status}`)}{" "}
          <CloseAccountLink accountId={account.id} open={account.status === "open"} />
        </>
      ),
    },
    {
      id: "customer",
      label: t("customer"),
      value: (
        <>
          {account.customer.name ? <Masked value={account.customer.name} /> : null}{" "}
          <Link className="hg-text-link" href={`/customers/${account.customer.id}`}>
            {account.customer.number}
          </Link>
        </>
      ),
    },
  ];
  return (
    <>
      <SectionHead title={t("facts")} />
      <FactList facts={facts} />
      <SectionHead title={t("cards")} ruled />
      {account.cards.length === 0 ? (
        <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{words("empty.cards")}</p>
      ) : null}
      <ul className="hg-small px-(--gutter) pb-2">
        {account.cards.map((card) => (
          <li key={card.id} className="flex flex-wrap items-center gap-2 py-1">
            <span>{card.bank}</span>
            <SealedValue field={card.number} right={right} />
            <span className="hg-ink-3">{words("cards.boundOn", { date: card.boundOn })}</span>
            {card.status === "bound" ? null : <Flag>{words("cards.unbound")}</Flag>}
          </li>
        ))}
      </ul>
    </>
  );
}
