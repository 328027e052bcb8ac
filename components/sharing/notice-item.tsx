"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
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
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { TellDialog } from "./tell-dialog";

export const NOTICE_TONE = { waiting: "wait", told: "idle", confirmed: "done" } as const;

/** One notice to a recipient: what it must do, by when, whether it was told, and whether it said that it did. */
export function NoticeItem({ id, onClose }: { id: string; onClose(): void }) {
  const t = useTranslations("sharing.page.item");
  const words = useTranslations("sharing");
  const format = useFormat();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const confirm = useCommand(client.sharing.confirm.mutate);
  const attempt = useAttemptText();
  const [telling, setTelling] = useState(false);
  const query = useQuery(trpc.sharing.notice.queryOptions({ id }));
  return (
    <Loaded query={query} what={t("failed")} skeleton={<ItemSkeleton />}>
      {(item) => {
        const moment = (at: string) => format.dateTime(at as Instant);
        const facts: Fact[] = [
          {
            id: "partner",
            label: words("page.columns.partner"),
            value: (
              <Link className="hg-text-link" href={`/sharing/${item.partner.id}`}>
                {item.partner.name}
              </Link>
            ),
          },
          {
            id: "customer",
            label: words("page.columns.customer"),
            value: item.customer ? (
              <Link className="hg-text-link hg-mono" href={`/customers/${item.customer.id}`}>
                {item.customer.number}
              </Link>
            ) : (
              t("everybody")
            ),
          },
          ...(item.classes.length === 0
            ? []
            : [
                {
                  id: "classes",
                  label: t("classes"),
                  value: item.classes.map((one) => words(`classes.${one}` as "classes.trade")).join(" · "),
                },
              ]),
          { id: "opened", label: t("opened"), value: moment(item.openedAt) },
          { id: "due", label: t("due"), value: moment(item.dueAt) },
          ...(item.toldWay && item.toldAt
            ? [
                {
                  id: "told",
                  label: t("told"),
                  value: `${words(`toldWays.${item.toldWay}`)} · ${moment(item.toldAt)}`,
                },
                { id: "rounds", label: t("rounds"), value: format.count(item.rounds) },
              ]
            : []),
          ...(item.confirmedAt ? [{ id: "confirmed", label: t("confirmed"), value: moment(item.confirmedAt) }] : []),
          ...(item.lastProblem ? [{ id: "problem", label: t("problem"), value: item.lastProblem }] : []),
        ];
        const open = item.may.manage && item.state !== "confirmed";
        const version = { id: item.id, version: item.version };
        const actions: FootAction[] = [
          ...(open && item.state === "told"
            ? [
                {
                  id: "confirm",
                  label: t("confirm"),
                  shortcut: "finish" as const,
                  run: async () => void (await confirm.run(version)),
                },
              ]
            : []),
          ...(open
            ? [
                {
                  id: "tell",
                  label: t("tell"),
                  ...(item.state === "told" ? { variant: "quiet" as const } : {}),
                  run: () => setTelling(true),
                },
              ]
            : []),
        ];
        return (
          <>
            <PageLayout
              label={t("noticeLabel", { number: item.number })}
              header={
                <ItemHeader
                  title={words(`noticeKinds.${item.kind}`)}
                  state={
                    <StatusChip tone={item.overdue ? "late" : NOTICE_TONE[item.state]}>
                      {item.overdue ? words("page.overdue") : words(`noticeStates.${item.state}`)}
                    </StatusChip>
                  }
                  number={item.number}
                  nextStep={words.rich(`page.noticeNext.${item.overdue ? "overdue" : item.state}`, {
                    em: (chunks: ReactNode) => <em>{chunks}</em>,
                    due: moment(item.dueAt),
                  })}
                  tools={<IconButton icon={X} label={t("close")} onClick={onClose} />}
                />
              }
              foot={actions.length > 0 ? <ActionFoot actions={actions} error={attempt(confirm)} /> : null}
            >
              <PagePath steps={[item.number]} />
              <SectionHead title={t("notice")} />
              <FactList facts={facts} />
            </PageLayout>
            {telling ? <TellDialog id={item.id} version={item.version} onClose={() => setTelling(false)} /> : null}
          </>
        );
      }}
    </Loaded>
  );
}
