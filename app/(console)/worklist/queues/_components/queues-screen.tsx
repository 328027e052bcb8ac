"use client";

import { useQuery } from "@tanstack/react-query";
import { Bookmark, Star } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState, NoPermission } from "@/components/patterns/states";
import { Button, ButtonLink, IconButton } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { type Queue, WORKLIST_PATH } from "@/components/worklist/work";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { QueryFailure } from "../../../_components/query-failure";
import { QueueDialog } from "./queue-dialog";

/** The named queues with what is in them and who draws from them; the team lead makes, changes and closes them. */
export function QueuesScreen() {
  const t = useTranslations("worklist.page.queues");
  const say = useBilingual();
  const can = useCan();
  const trpc = useTRPC();
  const query = useQuery(trpc.worklist.queues.queryOptions({}, { enabled: can("worklist.read") }));
  const [open, setOpen] = useState<Queue | "new" | null>(null);
  const manages = can("worklist.queues");
  const columns = useColumns();
  if (!can("worklist.read")) return <NoPermission />;
  const create = (
    <Button small variant="primary" onClick={() => setOpen("new")}>
      {t("new")}
    </Button>
  );
  return (
    <PageLayout
      label={t("title")}
      header={
        <PageHeader title={t("title")} note={t("note")} ruled>
          <ButtonLink small href={WORKLIST_PATH}>
            {t("back")}
          </ButtonLink>
          {manages ? create : null}
        </PageHeader>
      }
    >
      <DataTable
        label={t("title")}
        columns={columns}
        rows={query.data ?? []}
        rowKey={(queue) => queue.id}
        rowLabel={(queue) => say(queue.name)}
        {...(manages ? { onOpen: (queue: Queue) => setOpen(queue) } : {})}
        instead={
          query.isPending ? (
            <TableSkeleton rows={6} columns={6} />
          ) : query.error ? (
            <QueryFailure error={query.error} onRetry={() => void query.refetch()} />
          ) : query.data?.length === 0 ? (
            <EmptyState title={t("emptyTitle")} text={t("emptyText")} action={manages ? create : null} />
          ) : undefined
        }
      />
      {open ? (
        <QueueDialog
          key={open === "new" ? "new" : open.id}
          queue={open === "new" ? null : open}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </PageLayout>
  );
}

function useColumns(): readonly Column<Queue>[] {
  const t = useTranslations("worklist.page.queues");
  const kinds = useTranslations("worklist.kinds");
  const format = useFormat();
  const say = useBilingual();
  const and = useTranslations("common.filtered")("and");
  return [
    {
      id: "name",
      header: t("columns.name"),
      cell: (queue) => (
        <Link className="hg-row-link" href={`${WORKLIST_PATH}?queue=${queue.id}&sort=urgency.asc`} tabIndex={-1}>
          {say(queue.name)}
        </Link>
      ),
    },
    { id: "kinds", header: t("columns.kinds"), cell: (queue) => queue.kinds.map((kind) => kinds(kind)).join(and) },
    {
      id: "members",
      header: t("columns.members"),
      cell: (queue) => (
        <span className="hg-clip" title={queue.members.map(({ name }) => say(name)).join(and)}>
          {queue.members.length === 0 ? t("nobody") : queue.members.map(({ name }) => say(name)).join(and)}
        </span>
      ),
    },
    { id: "open", header: t("columns.open"), width: "72px", align: "end", cell: (queue) => format.count(queue.open) },
    { id: "free", header: t("columns.free"), width: "72px", align: "end", cell: (queue) => format.count(queue.free) },
    {
      id: "late",
      header: t("columns.late"),
      width: "72px",
      align: "end",
      cell: (queue) => <span className={queue.late > 0 ? "hg-late" : "hg-ink-3"}>{format.count(queue.late)}</span>,
    },
    { id: "marks", header: t("columns.marks"), width: "84px", cell: (queue) => <QueueMarks queue={queue} /> },
  ];
}

/** The reader's own marks on a queue: liked, opens first. */
function QueueMarks({ queue }: { queue: Queue }) {
  const t = useTranslations("worklist.page.views");
  const say = useBilingual();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const mark = useCommand(client.worklist.setMark.mutate);
  const name = say(queue.name);
  const set = (part: { favourite?: boolean; opensFirst?: boolean }) =>
    void mark.run({
      target: "queue",
      targetId: queue.id,
      favourite: queue.favourite,
      opensFirst: queue.opensFirst,
      ...part,
    });
  return (
    <span title={attempt(mark) ?? undefined}>
      <IconButton
        small
        icon={Star}
        label={t("favourite", { name })}
        aria-pressed={queue.favourite}
        className={cx(queue.favourite && "text-accent")}
        onClick={() => set({ favourite: !queue.favourite })}
      />
      <IconButton
        small
        icon={Bookmark}
        label={t("opensFirst", { name })}
        aria-pressed={queue.opensFirst}
        className={cx(queue.opensFirst && "text-accent")}
        onClick={() => set({ opensFirst: !queue.opensFirst })}
      />
    </span>
  );
}
