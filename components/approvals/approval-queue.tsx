"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { APPROVALS_PATH } from "./paths";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { Button } from "@/components/ui/button";
import { useKey } from "@/components/ui/keys/key-provider";
import { useFormat } from "@/lib/format/use-format";
import type { ApprovalView } from "./approval";
import { ApprovalLine } from "./approval-line";
import type { ApprovalGroups } from "./use-groups";

const VIEWS = ["for-me", "mine", "others", "ended-today"] as const satisfies readonly ApprovalView[];

/** Proposals in groups: waiting for the reader, the reader's own, others', and those that ended today. */
export function ApprovalQueue(props: { groups: ApprovalGroups; current: string | null; onOpen(id: string): void }) {
  const { groups, current } = props;
  const t = useTranslations("approvals.page");
  const format = useFormat();
  const body = useRef<HTMLTableElement>(null);
  const move = (step: 1 | -1) => {
    const links = [...(body.current?.querySelectorAll<HTMLAnchorElement>("tbody a") ?? [])];
    const from = links.indexOf(document.activeElement as HTMLAnchorElement);
    const shown = links.findIndex((link) => link.getAttribute("aria-current") === "page");
    const at = from >= 0 ? from : shown;
    links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + step))]?.focus();
  };
  useKey("down", () => move(1));
  useKey("up", () => move(-1));
  const wide = current === null;
  const total = groups.forMe.rows.length;
  const place = groups.forMe.rows.findIndex((row) => row.id === current);
  return (
    <>
      <PageHeader title={t("title")} note={t("note")} ruled />
      <Scroll label={t("list")}>
        {groups.error ? <QueryProblem what={t("failed")} error={groups.error} onRetry={groups.retry} /> : null}
        {groups.loading ? <TableSkeleton rows={12} columns={wide ? 7 : 3} /> : null}
        {!groups.loading && !groups.error && groups.empty ? <EmptyState title={t("empty.title")} text={t("empty.text")} /> : null}
        {groups.loading || groups.empty ? null : (
          <table ref={body} className="hg-table" aria-label={t("list")}>
            {wide ? <WideHead /> : null}
            {VIEWS.map((view) => {
              const group = groups.by(view);
              if (group.rows.length === 0 && view !== "for-me") return null;
              return (
                <tbody key={view} aria-label={t(`views.${view}`)}>
                  <tr>
                    <th scope="rowgroup" colSpan={wide ? 7 : 3} className="hg-small !bg-panel !text-ink-2">
                      {t(`views.${view}`)}{" "}
                      <span className="hg-ink-3">{group.total ? format.capped(group.total.count, group.total.capped) : ""}</span>
                    </th>
                  </tr>
                  {group.rows.length === 0 ? (
                    <tr>
                      <td colSpan={wide ? 7 : 3} className="hg-small hg-ink-3">{t("nothingForMe")}</td>
                    </tr>
                  ) : null}
                  {group.rows.map((row) => (
                    <ApprovalLine key={row.id} row={row} wide={wide} current={row.id === current} onOpen={props.onOpen} base={APPROVALS_PATH} />
                  ))}
                  {group.more ? (
                    <tr>
                      <td colSpan={wide ? 7 : 3}>
                        <Button small variant="plain" busy={group.loadingMore} onClick={group.more}>{t("more")}</Button>
                      </td>
                    </tr>
                  ) : null}
                </tbody>
              );
            })}
          </table>
        )}
      </Scroll>
      <ListFoot shown={place >= 0 ? place + 1 : total} total={groups.forMe.total ?? { count: total, capped: false }} />
    </>
  );
}

function WideHead() {
  const t = useTranslations("approvals.page.columns");
  return (
    <thead>
      <tr>
        <th scope="col">{t("what")}</th>
        <th scope="col">{t("number")}</th>
        <th scope="col">{t("customer")}</th>
        <th scope="col">{t("scope")}</th>
        <th scope="col">{t("reason")}</th>
        <th scope="col">{t("maker")}</th>
        <th scope="col" className="hg-num">{t("when")}</th>
      </tr>
    </thead>
  );
}
