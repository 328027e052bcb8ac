"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { RuleList } from "@/components/controls/rule-citation";
import { PagePath } from "@/components/frame/page-path";
import { CustomerName } from "@/components/ledger/customer-name";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { type Fact, FactList } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { Loaded } from "@/components/patterns/loaded";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { CORRECTION_TONE, type CorrectionDetail } from "./correction";
import { CorrectionItems } from "./correction-panel";

type Props = { id: string; onClose(): void };

/** One correction: each field before and after, its proof, who proposed it and how it ended. */
export function CorrectionItem(props: Props) {
  const t = useTranslations("corrections.page");
  const trpc = useTRPC();
  const query = useQuery(trpc.corrections.detail.queryOptions({ id: props.id }));
  return (
    <Loaded query={query} what={t("itemFailed")} skeleton={<ItemSkeleton />}>
      {(item) => <OpenCorrection {...props} item={item} />}
    </Loaded>
  );
}

function OpenCorrection({ item, onClose }: Props & { item: CorrectionDetail }) {
  const t = useTranslations("corrections");
  const format = useFormat();
  const facts: Fact[] = [
    { id: "proposed", label: t("page.proposed"), value: format.dateTime(item.proposedAt as Instant) },
    { id: "by", label: t("page.proposedBy"), value: item.proposedBy ?? t("page.system") },
    ...(item.endedAt ? [{ id: "ended", label: t("page.ended"), value: format.dateTime(item.endedAt as Instant) }] : []),
    ...(item.endedBy ? [{ id: "endedBy", label: t("page.endedBy"), value: item.endedBy }] : []),
  ];
  return (
    <SplitItemLayout
      itemLabel={t("page.label", { number: item.number })}
      header={
        <ItemHeader
          title={t("page.titleOf", { fields: item.fields.map((field) => t(`fields.${field}`)).join(t("page.and")) })}
          state={<StatusChip tone={CORRECTION_TONE[item.state]}>{t(`states.${item.state}`)}</StatusChip>}
          who={[
            <Link key="customer" href={`/customers/${item.customer.id}`}>
              <CustomerName customer={item.customer} />
            </Link>,
            ...(item.requestId
              ? [
                  <Link key="request" className="hg-text-link" href={`/privacy/${item.requestId}`}>
                    {t("page.request")}
                  </Link>,
                ]
              : []),
          ]}
          number={item.number}
          nextStep={t(`page.next.${item.state}`)}
          tools={<IconButton icon={X} label={t("page.close")} onClick={onClose} />}
        />
      }
      foot={<CorrectionFoot item={item} />}
    >
      <PagePath steps={[item.number]} />
      <SectionHead title={t("page.items")} />
      <CorrectionItems item={item} />
      <SectionHead title={t("page.facts")} ruled />
      <FactList facts={facts} />
      <SectionHead title={t("page.basis")} ruled />
      <RuleList rules={item.basis} />
    </SplitItemLayout>
  );
}

/** The one action bar: go and check it, or take it back. */
function CorrectionFoot({ item }: { item: CorrectionDetail }) {
  const t = useTranslations("corrections.page");
  const router = useRouter();
  const can = useCan();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const withdraw = useCommand(client.corrections.withdraw.mutate);
  const { approval } = item;
  const actions: FootAction[] = [
    ...(approval && item.state === "proposed" && !item.may.withdraw && can("corrections.correction.approve")
      ? [
          {
            id: "check",
            label: t("check"),
            shortcut: "approve" as const,
            run: () => router.push(`/approvals/${approval.id}`),
          },
        ]
      : []),
    ...(item.may.withdraw
      ? [
          {
            id: "withdraw",
            label: t("withdraw"),
            shortcut: "withdraw" as const,
            variant: "quiet" as const,
            run: async () => void (await withdraw.run({ id: item.id })),
          },
        ]
      : []),
  ];
  return actions.length === 0 ? null : <ActionFoot actions={actions} error={attempt(withdraw)} />;
}
