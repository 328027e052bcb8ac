"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { RuleList } from "@/components/controls/rule-citation";
import { PagePath } from "@/components/frame/page-path";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { type Fact, FactList } from "@/components/patterns/facts";
import { Fingerprint } from "@/components/patterns/fingerprint";
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
import { useCommand } from "@/lib/use-command";

export const STANDING_TONE = {
  waiting: "wait",
  coming: "idle",
  "in-force": "done",
  past: "none",
  none: "none",
} as const;

/** One version of a document: what it changes, how customers are told, from when it holds, and what that rests on. */
export function PolicyItem({ id, onClose }: { id: string; onClose(): void }) {
  const t = useTranslations("consents.page.item");
  const words = useTranslations("consents");
  const format = useFormat();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const takeBack = useCommand(client.consents.withdrawPolicy.mutate);
  const attempt = useAttemptText();
  const query = useQuery(trpc.consents.version.queryOptions({ id }));
  const some = (id: "major" | "purposes" | "changed" | "notice", value: string): Fact[] =>
    value === "" ? [] : [{ id, label: t(id), value }];
  const when = (id: "effective" | "wanted" | "published" | "consulted", at: string | null): Fact[] =>
    at === null ? [] : [{ id, label: t(id), value: format.dateTime(at as Instant) }];
  return (
    <Loaded query={query} what={t("failed")} skeleton={<ItemSkeleton />}>
      {(item) => {
        const named = (names: readonly string[], of: "purposes" | "majorChanges" | "noticeWays") =>
          names.map((name) => words(`${of}.${name}` as "purposes.cross-border")).join(" · ");
        const facts: Fact[] = [
          ...when("effective", item.effectiveAt),
          ...when("wanted", item.effectiveAt === item.wantedAt ? null : item.wantedAt),
          ...when("published", item.publishedAt),
          { id: "days", label: t("days"), value: format.count(item.days) },
          ...when("consulted", item.consultedAt),
          ...some("notice", named(item.noticeWays, "noticeWays")),
          ...some("major", named(item.majorChanges, "majorChanges")),
          ...some("purposes", named(item.purposes, "purposes")),
          ...some("changed", named(item.changedPurposes, "purposes")),
          ...(item.accepted === null
            ? []
            : [{ id: "accepted", label: t("accepted"), value: format.count(item.accepted) }]),
          { id: "outgrown", label: t("outgrown"), value: format.count(item.outgrown) },
          { id: "hash", label: t("hash"), value: <Fingerprint digest={item.textHash} /> },
        ];
        const actions: FootAction[] = item.may.withdraw
          ? [{ id: "back", label: t("takeBack"), variant: "quiet", run: async () => void (await takeBack.run({ id })) }]
          : [];
        return (
          <SplitItemLayout
            itemLabel={t("label", { number: item.number })}
            sideLabel={t("side")}
            sideWidth={280}
            header={
              <ItemHeader
                title={`${words(`documents.${item.document}`)} ${item.label}`}
                state={
                  <StatusChip tone={STANDING_TONE[item.standing]}>{words(`standings.${item.standing}`)}</StatusChip>
                }
                who={[words(`changeClasses.${item.changeClass}`)]}
                number={item.number}
                nextStep={words(`page.next.${item.standing}`, {
                  at: format.dateTime((item.effectiveAt ?? item.wantedAt) as Instant),
                })}
                tools={<IconButton icon={X} label={t("close")} onClick={onClose} />}
              />
            }
            side={
              <>
                <SectionHead title={t("basis")} />
                <RuleList rules={item.basis} />
              </>
            }
            foot={actions.length > 0 ? <ActionFoot actions={actions} error={attempt(takeBack)} /> : null}
          >
            <PagePath steps={[item.number]} />
            <SectionHead title={t("facts")} />
            <FactList facts={facts} />
          </SplitItemLayout>
        );
      }}
    </Loaded>
  );
}
