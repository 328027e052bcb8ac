"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Sheet } from "@/components/customers/customer-tables";
import { ExportFile } from "@/components/patterns/export-file";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { Loaded } from "@/components/patterns/loaded";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { ProcessingTabs } from "./processing-tabs";
import { RuleIds } from "./rule-ids";

/** What the system decides by itself: how, by which rules, and what a customer may ask. */
export function AutomaticRegister() {
  const t = useTranslations("processing.page");
  const words = useTranslations("processing");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const query = useQuery(trpc.processing.automatic.queryOptions({}));
  const heads = (["kind", "what", "rules"] as const).map((head) => ({ text: t(`columns.${head}`) }));
  return (
    <PageLayout
      label={t("tabs.automatic")}
      header={
        <PageHeader title={t("title")}>
          <ProcessingTabs current="automatic" />
          <ExportFile
            mutate={client.processing.exportRegister.mutate}
            input={{ what: "decisions" as const }}
            label={t("export")}
            busy={t("exporting")}
          />
        </PageHeader>
      }
    >
      <Loaded query={query} what={t("failed")} skeleton={<ItemSkeleton />}>
        {({ rows }) => (
          <Sheet label={t("tabs.automatic")} heads={heads} empty={null}>
            {rows.map((row) => (
              <tr key={row.kind}>
                <td>{words(`kinds.${row.kind}`)}</td>
                <td className="whitespace-normal">
                  {words(`automatic.${row.kind}.what`)}
                  <br />
                  <span className="hg-small hg-ink-3">{words(`automatic.${row.kind}.right`)}</span>
                </td>
                <td className="whitespace-normal">
                  <RuleIds ids={row.rules} />
                </td>
              </tr>
            ))}
          </Sheet>
        )}
      </Loaded>
    </PageLayout>
  );
}
