"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { MoreRows } from "@/components/patterns/data-table/list-rows";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { useFormat } from "@/lib/format/use-format";
import { APPROVAL_VIEWS, type ApprovalView } from "./approval";
import { ApprovalLine } from "./approval-line";
import type { ApprovalGroups } from "./use-groups";

/** Proposals in groups: waiting for the reader, the reader's own, others', and those that ended today. */
export function ApprovalQueue(props: { groups: ApprovalGroups; current: string | null; onOpen(id: string): void }) {
  const { groups, current } = props;
  const t = useTranslations("approvals.page");
  const body = useRef<HTMLDivElement>(null);
  const move = (step: 1 | -1) => {
    const links = [...(body.current?.querySelectorAll<HTMLAnchorElement>("tbody a") ?? [])];
    const focused = links.indexOf(document.activeElement as HTMLAnchorElement);
    const from = focused >= 0 ? focused : links.findIndex((link) => link.getAttribute("aria-current") === "page");
    links[Math.max(0, Math.min(links.length - 1, from < 0 ? 0 : from + step))]?.focus();
  };
  useKey("down", () => move(1));
  useKey("up", () => move(-1));
  const wide = current === null;
  const { rows, total } = groups.forMe;
  const place = rows.findIndex((row) => row.id === current);
  const filled = APPROVAL_VIEWS.filter((view) => view === "for-me" || groups.by(view).rows.length > 0);
  return (
    <>
      <PageHeader title={t("title")} note={t("note")} ruled />
      <Scroll label={t("list")}>
        {groups.error ? <QueryProblem what={t("failed")} error={groups.error} onRetry={groups.retry} /> : null}
        {groups.loading ? <TableSkeleton rows={12} columns={wide ? 7 : 3} /> : null}
        {!groups.loading && !groups.error && groups.empty ? (
          <EmptyState title={t("empty.title")} text={t("empty.text")} />
        ) : null}
        <div ref={body}>
          {groups.loading || groups.empty
            ? null
            : filled.map((view) => <Group key={view} view={view} wide={wide} {...props} />)}
        </div>
      </Scroll>
      <ListFoot shown={place >= 0 ? place + 1 : rows.length} total={total ?? { count: rows.length, capped: false }} />
    </>
  );
}

const WIDE = ["what", "number", "customer", "scope", "reason", "maker", "when"] as const;
const NARROW = ["what", "customer", "when"] as const;

function Group(props: {
  view: ApprovalView;
  wide: boolean;
  groups: ApprovalGroups;
  current: string | null;
  onOpen(id: string): void;
}) {
  const { view, wide, current } = props;
  const t = useTranslations("approvals.page");
  const format = useFormat();
  const group = props.groups.by(view);
  const columns = wide ? WIDE : NARROW;
  return (
    <section aria-label={t(`views.${view}`)}>
      <h2 className="hg-small flex h-7 items-center gap-1 border-y border-line bg-panel px-(--gutter) text-ink-2">
        {t(`views.${view}`)}
        <span className="hg-ink-3">{group.total ? format.capped(group.total.count, group.total.capped) : null}</span>
      </h2>
      {group.rows.length === 0 ? <p className="hg-small hg-ink-3 px-(--gutter) py-2">{t("nothingForMe")}</p> : null}
      {group.rows.length === 0 ? null : (
        <table className={cx("hg-table", wide && "sm:table-fixed")} aria-label={t(`views.${view}`)}>
          <thead>
            <tr className={wide && view === "for-me" ? undefined : "hg-sr"}>
              {columns.map((column) => (
                <th
                  key={column}
                  scope="col"
                  className={cx(
                    column === "when" && "hg-num",
                    !NARROW.some((one) => one === column) && "max-sm:hidden",
                  )}
                >
                  {t(`columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {group.rows.map((row) => (
              <ApprovalLine key={row.id} row={row} wide={wide} current={row.id === current} onOpen={props.onOpen} />
            ))}
          </tbody>
        </table>
      )}
      <MoreRows list={group} />
    </section>
  );
}
