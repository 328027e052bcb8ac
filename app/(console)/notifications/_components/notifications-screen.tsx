"use client";

import { CheckCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { PagePath } from "@/components/frame/page-path";
import { type NoticeRow, useNoticeWords } from "@/components/notifications/use-notice-words";
import { Banner } from "@/components/patterns/banner";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { FilterBar, type FilterField, filterChips, filterKeys } from "@/components/patterns/data-table/filter-bar";
import { FilteredToNothing } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { Button, ButtonLink } from "@/components/ui/button";
import { NOTICE_KIND_NAMES } from "@/domain/notifications/codes";
import { noticeList, READ_STATES } from "@/domain/notifications/schema";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { itemHref } from "@/lib/item-href";
import { filtersFromUrl } from "@/lib/list-filters";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { useListPage } from "@/lib/use-list-page";
import { QueryFailure } from "../../_components/query-failure";
import { NotificationTabs } from "./notification-tabs";

function useFields(): readonly FilterField[] {
  const t = useTranslations("notifications");
  return [
    {
      kind: "enum",
      key: "kind",
      label: t("page.filters.kind"),
      options: NOTICE_KIND_NAMES.map((value) => ({ value, label: t(`kinds.${value}`) })),
    },
    {
      kind: "enum",
      key: "state",
      label: t("page.filters.state"),
      options: READ_STATES.map((value) => ({ value, label: t(`page.${value}`) })),
    },
    { kind: "date-range", key: "told", label: t("page.filters.told") },
  ];
}

function useColumns(): readonly Column<NoticeRow>[] {
  const t = useTranslations("notifications.page");
  const format = useFormat();
  const words = useNoticeWords();
  return [
    {
      id: "what",
      header: t("columns.what"),
      cell: (row) => (row.readAt ? words(row).title : <b>{words(row).title}</b>),
    },
    {
      id: "particulars",
      header: t("columns.particulars"),
      cell: (row) => <span className={row.visible ? undefined : "hg-ink-3"}>{words(row).particulars}</span>,
    },
    { id: "toldAt", header: t("columns.told"), width: "140px", cell: (row) => format.dateTime(row.toldAt as Instant) },
    {
      id: "state",
      header: t("columns.state"),
      width: "110px",
      cell: (row) => <StatusMark tone={row.readAt ? "none" : "wait"}>{t(row.readAt ? "read" : "unread")}</StatusMark>,
    },
  ];
}

/** What the reader was told, newest first; opening one marks it as read and leads to what it is about. */
export function NotificationsScreen() {
  const t = useTranslations("notifications");
  const router = useRouter();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const fields = useFields();
  const columns = useColumns();
  const words = useNoticeWords();
  const attempt = useAttemptText();
  const url = useListUrl({ sortable: [], filterKeys: filterKeys(fields) });
  const list = useListPage(
    url,
    trpc.notifications.list.queryOptions({
      filters: filtersFromUrl(noticeList, url.filters),
      sort: "toldAt",
      order: "desc",
      cursor: url.after ?? undefined,
      limit: 50,
    }),
  );
  const mark = useCommand(client.notifications.read.mutate);
  const rows: readonly NoticeRow[] = list.data?.rows ?? [];
  const newest = rows[0]?.toldAt;
  const open = async (row: NoticeRow) => {
    if (!row.readAt) await mark.run({ noticeIds: [row.id] });
    const href = row.link ? itemHref(row.link.type, row.link.id) : undefined;
    if (href) router.push(href);
  };
  const failure = attempt(mark);
  return (
    <PageLayout
      label={t("title")}
      header={
        <>
          <PagePath steps={[t("title")]} />
          <PageHeader title={t("title")}>
            <Button
              small
              icon={CheckCheck}
              busy={mark.pending}
              disabled={newest === undefined}
              onClick={() => void mark.run({ noticeIds: [], until: newest ?? null })}
            >
              {t("page.markAll")}
            </Button>
            <NotificationTabs current="list" />
          </PageHeader>
          <FilterBar url={url} fields={fields} />
          {failure ? (
            <Banner tone="late" urgent>
              {failure}
            </Banner>
          ) : null}
        </>
      }
      foot={
        <ListFoot
          shown={rows.length}
          total={list.data ? { count: list.data.count, capped: list.data.countCapped } : undefined}
          onPrevious={list.onPrevious}
          onNext={list.onNext}
        />
      }
    >
      <DataTable
        label={t("title")}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowLabel={(row) => t("page.openRow", { title: words(row).title })}
        onOpen={(row) => void open(row)}
        leading
        instead={
          list.isPending ? (
            <TableSkeleton rows={8} columns={4} />
          ) : list.error ? (
            <QueryFailure error={list.error} onRetry={() => void list.refetch()} />
          ) : rows.length === 0 ? (
            <NoNotices url={url} fields={fields} />
          ) : undefined
        }
      />
    </PageLayout>
  );
}

function NoNotices({ url, fields }: { url: ReturnType<typeof useListUrl>; fields: readonly FilterField[] }) {
  const t = useTranslations("notifications.page.empty");
  const chips = filterChips(fields, url.filters);
  if (chips.length > 0) {
    return <FilteredToNothing url={url} chips={chips} />;
  }
  return (
    <EmptyState
      title={t("title")}
      text={t("text")}
      action={
        <ButtonLink href="/notifications/preferences" small>
          {t("action")}
        </ButtonLink>
      }
    />
  );
}
