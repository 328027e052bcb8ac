"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { PagePath } from "@/components/frame/page-path";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { type Fact, FactList } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { Loaded } from "@/components/patterns/loaded";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { EndActivityDialog } from "./end-activity-dialog";

export const ACTIVITY_TONE = { planned: "wait", active: "done", ended: "none" } as const;

/** One activity: what it processes, for what, on which basis, and what of it is not assessed yet. */
export function ActivityItem({ id, onClose }: { id: string; onClose(): void }) {
  const t = useTranslations("processing.page.item");
  const words = useTranslations("processing");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const start = useCommand(client.processing.start.mutate);
  const [ending, setEnding] = useState(false);
  const attempt = useAttemptText();
  const query = useQuery(trpc.processing.activity.queryOptions({ id }));
  return (
    <Loaded query={query} what={t("failed")} skeleton={<ItemSkeleton />}>
      {(item) => {
        const named = (names: readonly string[], of: "fields" | "guards" | "cases") =>
          names.length === 0 ? t("none") : names.map((name) => words(`${of}.${name}` as "fields.name")).join(" · ");
        const day = (id: "started" | "kept", date: string | null): Fact[] =>
          date === null ? [] : [{ id, label: words(`page.columns.${id}`), value: date }];
        const facts: Fact[] = [
          { id: "purpose", label: words("page.columns.purpose"), value: words(`purposes.${item.purpose}`) },
          { id: "basis", label: words("page.columns.basis"), value: words(`bases.${item.basis}`) },
          { id: "fields", label: t("fields"), value: named(item.fields, "fields") },
          { id: "recipients", label: t("recipients"), value: item.recipients.join(" · ") || t("none") },
          { id: "retention", label: t("retention"), value: words(`classes.${item.retentionClass}`) },
          { id: "guards", label: t("guards"), value: named(item.safeguards, "guards") },
          { id: "cases", label: t("assessed"), value: named(item.cases, "cases") },
          ...(item.unassessed.length > 0
            ? [{ id: "unassessed", label: t("unassessed"), value: named(item.unassessed, "cases") }]
            : []),
          ...day("started", item.startedOn),
          ...day("kept", item.keptUntil),
        ];
        const version = { id: item.id, version: item.version };
        const actions: FootAction[] = !item.may.manage
          ? []
          : item.state === "planned"
            ? [{ id: "start", label: t("start"), shortcut: "finish", run: async () => void (await start.run(version)) }]
            : item.state === "active"
              ? [{ id: "end", label: t("end"), variant: "negative", run: () => setEnding(true) }]
              : [];
        return (
          <PageLayout
            label={t("label", { number: item.number })}
            header={
              <ItemHeader
                title={item.name}
                state={<StatusChip tone={ACTIVITY_TONE[item.state]}>{words(`states.${item.state}`)}</StatusChip>}
                number={item.number}
                nextStep={words.rich(
                  `page.next.${item.state === "planned" && item.unassessed.length > 0 ? "unassessed" : item.state}`,
                  { em: (chunks: ReactNode) => <em>{chunks}</em>, cases: named(item.unassessed, "cases") },
                )}
                tools={<IconButton icon={X} label={t("close")} onClick={onClose} />}
              />
            }
            foot={actions.length > 0 ? <ActionFoot actions={actions} error={attempt(start)} /> : null}
          >
            <PagePath steps={[item.number]} />
            <SectionHead title={t("facts")} />
            <FactList facts={facts} />
            {ending ? <EndActivityDialog item={item} onClose={() => setEnding(false)} /> : null}
          </PageLayout>
        );
      }}
    </Loaded>
  );
}
