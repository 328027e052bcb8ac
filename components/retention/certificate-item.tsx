"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { RuleList } from "@/components/controls/rule-citation";
import { PagePath } from "@/components/frame/page-path";
import { ActionFoot } from "@/components/patterns/action-foot";
import { Banner } from "@/components/patterns/banner";
import { CheckList } from "@/components/patterns/check-row";
import { type Fact, FactList } from "@/components/patterns/facts";
import { Fingerprint } from "@/components/patterns/fingerprint";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { Loaded } from "@/components/patterns/loaded";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import { useKey } from "@/components/ui/keys/key-provider";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { saveText } from "@/lib/save-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { type CertificateDetail, RETENTION_VIEWS } from "./retention";

/** One certificate: what was destroyed by which rule, and whether the house's signature holds. */
export function CertificateItem({ id }: { id: string }) {
  const t = useTranslations("retention.page");
  const trpc = useTRPC();
  const query = useQuery(trpc.retention.certificate.queryOptions({ id }));
  return (
    <Loaded query={query} what={t("itemFailed")} skeleton={<ItemSkeleton />}>
      {(item) => <OpenCertificate item={item} />}
    </Loaded>
  );
}

function OpenCertificate({ item }: { item: CertificateDetail }) {
  const t = useTranslations("retention");
  const router = useRouter();
  const { content } = item;
  const leave = () => router.push(RETENTION_VIEWS.certificates);
  useKey("back", leave, true, { words: () => t("page.close") });
  const tables = Object.entries(content.tables).filter(([, count]) => count > 0);
  return (
    <SplitItemLayout
      itemLabel={t("page.label", { number: item.number })}
      sideLabel={t("page.signature")}
      sideWidth={304}
      header={
        <ItemHeader
          title={t("page.certificateOf", { class: t(`classes.${item.class}`) })}
          state={
            <StatusChip tone={item.holds ? "done" : "late"}>{t(item.holds ? "page.holds" : "page.broken")}</StatusChip>
          }
          who={[t("page.customerNumber", { number: item.customer.number })]}
          number={item.number}
          nextStep={t(item.holds ? "page.nextHolds" : "page.nextBroken")}
          tools={<IconButton icon={X} label={t("page.close")} onClick={leave} />}
        />
      }
      banner={item.holds ? null : <Banner tone="late">{t("page.brokenBanner")}</Banner>}
      side={<Signature item={item} />}
      foot={<CertificateFoot id={item.id} />}
    >
      <PagePath steps={[item.number]} />
      <SectionHead title={t("page.what")} />
      <FactList facts={useFacts(item)} />
      <SectionHead title={t("page.destroyed")} ruled />
      <CheckList
        checks={[
          { id: "keys", outcome: "ok", name: t("page.keys"), value: t("page.count", { count: content.keys.length }) },
          {
            id: "search",
            outcome: "ok",
            name: t("page.searchKeys"),
            value: t("page.count", { count: content.searchKeys }),
          },
          { id: "files", outcome: "ok", name: t("page.files"), value: t("page.count", { count: content.files }) },
          { id: "backups", outcome: "ok", name: t(`backups.${content.backups}`) },
        ]}
      />
      {tables.length > 0 ? (
        <table className="hg-table hg-tight" aria-label={t("page.tables")}>
          <thead>
            <tr>
              <th scope="col">{t("page.table")}</th>
              <th scope="col" className="hg-num">
                {t("page.rows")}
              </th>
            </tr>
          </thead>
          <tbody>
            {tables.map(([table, count]) => (
              <tr key={table}>
                <th scope="row" className="hg-mono">
                  {table}
                </th>
                <td className="hg-num">{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <SectionHead title={t("page.columns.basis")} ruled />
      <RuleList rules={content.basis} />
    </SplitItemLayout>
  );
}

function useFacts({ content }: CertificateDetail): Fact[] {
  const t = useTranslations("retention");
  const format = useFormat();
  return [
    { id: "class", label: t("page.columns.class"), value: t(`classes.${content.class}`) },
    { id: "at", label: t("page.erasedAt"), value: format.dateTime(content.erasedAt as Instant) },
    ...(content.keptUntil ? [{ id: "until", label: t("page.columns.keptUntil"), value: content.keptUntil }] : []),
    ...(content.anchor && content.years !== null
      ? [
          {
            id: "term",
            label: t("page.columns.term"),
            value: t("page.fromAnchor", { anchor: t(`anchors.${content.anchor}`), years: content.years }),
          },
        ]
      : []),
    ...(content.endedOn ? [{ id: "ended", label: t("page.endedOn"), value: content.endedOn }] : []),
  ];
}

function Signature({ item }: { item: CertificateDetail }) {
  const t = useTranslations("retention.page");
  const format = useFormat();
  return (
    <>
      <SectionHead title={t("signature")} />
      <FactList
        facts={[
          { id: "result", label: t("result"), value: t(item.holds ? "holds" : "broken") },
          { id: "issued", label: t("columns.issued"), value: format.dateTime(item.issuedAt as Instant) },
          { id: "key", label: t("key"), value: <Fingerprint digest={item.keyId.replaceAll("-", "")} /> },
        ]}
        tight
      />
      <p className="hg-hint px-(--gutter) py-2">{t("verifyHint")}</p>
    </>
  );
}

/** The one action bar: the certificate as a file that can be checked without the house. */
function CertificateFoot({ id }: { id: string }) {
  const t = useTranslations("retention.page");
  const can = useCan();
  const client = useTRPCClient();
  const locale = useLocale();
  const attempt = useAttemptText();
  const command = useCommand(client.retention.exportCertificate.mutate);
  if (!can("retention.export")) return null;
  const run = async () => {
    const answer = await command.run({ id });
    if (answer?.ok) saveText(answer.result.name, answer.result.text, "application/json");
  };
  return (
    <ActionFoot
      actions={[
        { id: "export", label: t("download"), shortcut: "export", run },
        {
          id: "print",
          label: t("print"),
          shortcut: "print",
          run: () => void window.open(`/api/retention/certificate?id=${id}&lang=${locale}`, "_blank", "noopener"),
        },
      ]}
      error={attempt(command)}
    />
  );
}
