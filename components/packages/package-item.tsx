"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { PagePath } from "@/components/frame/page-path";
import { CustomerName } from "@/components/ledger/customer-name";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { Loaded } from "@/components/patterns/loaded";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc/client";
import { PACKAGE_TONE, type PackageDetail } from "./package";
import { PackageBasis, PackageFacts } from "./package-panel";

const MAKING_MS = 1_500;

type Props = { id: string; onClose(): void };

/** One package of personal data: what it holds, how long it may be fetched, who fetched it. */
export function PackageItem(props: Props) {
  const t = useTranslations("packages.page");
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.packages.detail.queryOptions({ id: props.id }),
    refetchInterval: ({ state }) => (state.data?.state === "building" ? MAKING_MS : false),
  });
  return (
    <Loaded query={query} what={t("itemFailed")} skeleton={<ItemSkeleton />}>
      {(item) => <OpenPackage {...props} item={item} />}
    </Loaded>
  );
}

function OpenPackage({ item, onClose }: Props & { item: PackageDetail }) {
  const t = useTranslations("packages");
  return (
    <SplitItemLayout
      itemLabel={t("page.label", { number: item.number })}
      header={
        <ItemHeader
          title={t("page.titleOf", { form: t(`forms.${item.form}`) })}
          state={<StatusChip tone={PACKAGE_TONE[item.state]}>{t(`states.${item.state}`)}</StatusChip>}
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
    >
      <PagePath steps={[item.number]} />
      <SectionHead title={t("page.facts")} />
      <PackageFacts item={item} />
      <PackageBasis item={item} />
    </SplitItemLayout>
  );
}
