"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { CustomerConsents } from "@/components/consents/customer-consents";
import { Attachments } from "@/components/evidence/attachments";
import { PagePath } from "@/components/frame/page-path";
import { CustomerLetters } from "@/components/letters/customer-letters";
import { useLossGesture } from "@/components/losses/use-loss-gesture";
import { CustomerObjections } from "@/components/objections/customer-objections";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { FactList } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { Flag, StatusChip } from "@/components/patterns/status";
import { CustomerPrivacy } from "@/components/privacy/customer-privacy";
import { RestrictedBanner } from "@/components/privacy/restricted-banner";
import { CustomerDecisions } from "@/components/processing/customer-decisions";
import { CustomerReviews } from "@/components/reverification/customer-reviews";
import { CustomerSharing } from "@/components/sharing/customer-sharing";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import type { CustomerDetail } from "./customer";
import { AccountsTable, CardsTable, DocumentsTable } from "./customer-tables";
import { EnterpriseSections } from "./enterprise-sections";
import { IdentityChecks } from "./identity-checks";
import { SealedValue } from "./masked";
import { OpenItems } from "./open-items";
import { CUSTOMERS_PATH } from "./paths";
import { useRevealRight } from "./use-reveal-right";

/** One customer: identity covered until revealed, documents, cards, accounts, and what is open about them. */
export function CustomerItem({ id }: { id: string }) {
  const t = useTranslations("customers.page");
  const trpc = useTRPC();
  const query = useQuery(trpc.customers.detail.queryOptions({ id }));
  if (query.isPending) return <ItemSkeleton />;
  if (!query.data)
    return <QueryProblem what={t("itemFailed")} error={query.error} onRetry={() => void query.refetch()} />;
  return <OpenCustomer customer={query.data} />;
}

function OpenCustomer({ customer }: { customer: CustomerDetail }) {
  const t = useTranslations("customers");
  const right = useRevealRight(customer);
  const format = useFormat();
  const closed = customer.status !== "active";
  const { reveal } = customer;
  const items = customer.openItems.length;
  return (
    <SplitItemLayout
      itemLabel={t("page.label", { number: customer.number })}
      sideLabel={t("page.side")}
      sideWidth={304}
      header={
        <ItemHeader
          title={t(`page.titles.${customer.kind}`)}
          state={<StatusChip tone={closed ? "none" : "done"}>{t(`status.${closed ? "closed" : "active"}`)}</StatusChip>}
          who={[
            <SealedValue key="name" field={customer.name} right={right} />,
            t("page.oneLine", { since: customer.since }),
          ]}
          number={customer.number}
          nextStep={items > 0 ? t("page.next.items", { count: items }) : t("page.next.none")}
        />
      }
      banner={<RestrictedBanner customerId={customer.id} />}
      side={
        <>
          <SectionHead title={t("sections.openItems")} note={items > 0 ? items : null} />
          <OpenItems items={customer.openItems} />
        </>
      }
      foot={<CustomerFoot customer={customer} />}
    >
      <PagePath steps={[customer.number]} />
      <SectionHead
        title={t("page.facts")}
        aside={reveal.allowed ? <Flag>{t("labels.revealsToday", { count: reveal.countToday })}</Flag> : null}
      />
      <FactList
        facts={[
          { id: "phone", label: t("fields.phone"), value: <SealedValue field={customer.phone} right={right} /> },
          { id: "address", label: t("fields.address"), value: <SealedValue field={customer.address} right={right} /> },
          {
            id: "ref",
            label: t("fields.external-ref"),
            value: <SealedValue field={customer.externalRef} right={right} />,
          },
          ...(customer.nationality
            ? [{ id: "nationality", label: t("labels.nationality"), value: format.region(customer.nationality) }]
            : []),
          ...(customer.occupation
            ? [{ id: "occupation", label: t("labels.occupation"), value: <Occupation name={customer.occupation} /> }]
            : []),
          { id: "since", label: t("page.since"), value: customer.since },
        ]}
      />
      <SectionHead title={t("sections.documents")} ruled />
      <DocumentsTable customer={customer} right={right} />
      <IdentityChecks customerId={customer.id} />
      <CustomerReviews customerId={customer.id} active={!closed} />
      <CustomerObjections customerId={customer.id} />
      <CustomerPrivacy customerId={customer.id} />
      <CustomerLetters customerId={customer.id} />
      <CustomerConsents customerId={customer.id} />
      <CustomerSharing customerId={customer.id} />
      <CustomerDecisions customerId={customer.id} />
      {customer.kind === "enterprise" ? <EnterpriseSections id={customer.id} right={right} /> : null}
      <SectionHead title={t("sections.accounts")} ruled />
      <AccountsTable customer={customer} right={right} />
      <SectionHead title={t("sections.cards")} ruled />
      <CardsTable customer={customer} right={right} />
      <Attachments subject={{ type: "customer", id: customer.id }} ruled />
    </SplitItemLayout>
  );
}

function Occupation({ name }: { name: string }) {
  const t = useTranslations("customers.occupations") as unknown as {
    (path: string): string;
    has(path: string): boolean;
  };
  return t.has(name) ? t(name) : name;
}

function CustomerFoot({ customer }: { customer: CustomerDetail }) {
  const t = useTranslations("customers.page.foot");
  const router = useRouter();
  const account = customer.accounts[0];
  const loss = useLossGesture(customer.id);
  const actions: FootAction[] = [
    ...loss.actions,
    ...(account
      ? [
          {
            id: "account",
            label: t("account"),
            shortcut: "next" as const,
            run: () => router.push(`/accounts/${account.id}`),
          },
        ]
      : []),
    { id: "back", label: t("back"), variant: "quiet", run: () => router.push(CUSTOMERS_PATH) },
  ];
  return (
    <>
      <ActionFoot actions={actions} />
      {loss.dialog}
    </>
  );
}
