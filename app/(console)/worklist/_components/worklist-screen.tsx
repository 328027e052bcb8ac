"use client";

import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { DataTable } from "@/components/patterns/data-table/data-table";
import { FilterBar, type FilterField, filterChips, filterKeys } from "@/components/patterns/data-table/filter-bar";
import { FilteredToNothing } from "@/components/patterns/data-table/instead-of-rows";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { Button, ButtonLink } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { NOTHING, type Picked, pickedOn, repick } from "@/components/worklist/selection";
import { WORKLIST_PATH, type WorkRow } from "@/components/worklist/work";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useListPage } from "@/lib/use-list-page";
import { QueryFailure } from "../../_components/query-failure";
import { BulkBar } from "./bulk-bar";
import { listState } from "./list-state";
import { OpenItem } from "./open-item";
import { useFields } from "./use-fields";
import { useOpensFirst } from "./use-opens-first";
import { usePull } from "./use-pull";
import { ViewsMenu } from "./views-menu";
import { useWorkColumns } from "./work-columns";
import { WorkTabs } from "./work-tabs";

const SORTS = ["urgency", "dueAt", "openedAt", "number"] as const;
const DEFAULT_SORT = { column: "dueAt", direction: "asc" } as const;
/** How often a list that is looked at is asked again, in milliseconds. */
const LOOK_MS = 30_000;

/** All work over all kinds, the most urgent first: taken from the top or looked at; the open item beside it. */
export function WorklistScreen() {
  const t = useTranslations("worklist");
  const trpc = useTRPC();
  const can = useCan();
  const [ended, setEnded] = useState<string | null>(null);
  const [picked, setPicked] = useState<Picked>(NOTHING);
  const hidden = ["customer"];
  const fields = useFields();
  const url = useListUrl({
    sortable: SORTS,
    defaultSort: DEFAULT_SORT,
    filterKeys: [...filterKeys(fields), ...hidden],
  });
  const sort = url.sort ?? DEFAULT_SORT;
  const state = listState(url, sort);
  const list = useListPage(url, {
    ...trpc.worklist.list.queryOptions({ ...state, cursor: url.after ?? undefined, limit: 50 }),
    refetchInterval: LOOK_MS,
  });
  const rows: readonly WorkRow[] = list.data?.rows ?? [];
  const order = useMemo(() => (list.data?.rows ?? []).map(({ id }) => id), [list.data]);
  const pull = usePull(order, url.filters.queue);
  const { item, leave } = pull;
  useOpensFirst();
  const filtersNow = JSON.stringify(state.filters);
  const filtersBefore = useRef(filtersNow);
  useEffect(() => {
    if (filtersBefore.current !== filtersNow) setPicked(NOTHING);
    filtersBefore.current = filtersNow;
  }, [filtersNow]);
  useKey("back", () => pull.open(null), item !== null);
  const pulling = pull.pull;
  const onEnded = useCallback(
    (row: WorkRow) => {
      setEnded(row.number);
      if (pulling) void leave();
    },
    [pulling, leave],
  );
  const address = useSearchParams().toString();
  const hrefOf = (row: WorkRow) => {
    const query = new URLSearchParams(address);
    query.set("item", row.id);
    return `${WORKLIST_PATH}?${query}`;
  };
  const columns = useWorkColumns(item !== null, hrefOf);
  const bulk = can("worklist.assign") && item === null;
  return (
    <div className={cx("hg-work", item === null && "hg-single")} style={{ "--list-w": "372px" }}>
      <section className="hg-pane hg-list-pane" aria-label={t("title")}>
        <ListHead url={url} state={state} pull={pull} narrow={item !== null} />
        <FilterBar url={url} fields={fields} />
        <Notice pull={pull} ended={ended} />
        <Scroll label={t("title")}>
          <DataTable
            label={t("title")}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            rowLabel={(row) => t("open", { number: row.number })}
            onOpen={(row) => pull.open(row.id)}
            {...(item ? { current: item } : {})}
            {...(bulk
              ? {
                  selection: {
                    selected: pickedOn(picked, order),
                    onChange: (next: ReadonlySet<string>) => setPicked(repick(picked, order, next)),
                  },
                }
              : {})}
            sort={sort}
            onSort={url.setSort}
            instead={
              list.isPending ? (
                <TableSkeleton rows={12} columns={item ? 4 : 7} />
              ) : list.error ? (
                <QueryFailure error={list.error} onRetry={() => void list.refetch()} />
              ) : rows.length === 0 ? (
                <NoRows url={url} fields={fields} />
              ) : undefined
            }
          />
        </Scroll>
        {bulk ? (
          <BulkBar
            picked={picked}
            onPick={setPicked}
            list={state}
            total={list.data ? { count: list.data.count, capped: list.data.countCapped } : undefined}
          />
        ) : null}
        <ListFoot
          shown={rows.length}
          total={list.data ? { count: list.data.count, capped: list.data.countCapped } : undefined}
          showKeys={item === null}
          onPrevious={list.onPrevious}
          onNext={list.onNext}
        />
      </section>
      {item ? (
        <div className="hg-pane [&>*]:flex-1">
          <OpenItem
            key={item}
            itemId={item}
            onClose={() => pull.open(null)}
            onLeave={() => void leave()}
            onEnded={onEnded}
          />
        </div>
      ) : null}
    </div>
  );
}

type Url = ReturnType<typeof useListUrl>;
type Pull = ReturnType<typeof usePull>;

/** Queues, views, and the way in: take the next, and go on taking. */
function ListHead(props: { url: Url; state: ReturnType<typeof listState>; pull: Pull; narrow: boolean }) {
  const { url, pull, narrow } = props;
  const t = useTranslations("worklist");
  const can = useCan();
  const { queue, holder } = url.filters;
  const tabs = <WorkTabs narrow={narrow} {...(queue ? { queue } : {})} {...(holder ? { holder } : {})} />;
  const takes = can("worklist.work");
  const next = takes ? (
    <Button
      small={narrow}
      shortcut="take"
      variant={narrow ? "quiet" : "primary"}
      busy={pull.take.pending}
      onClick={() => void pull.takeNext()}
    >
      {t("page.takeNext")}
    </Button>
  ) : null;
  if (narrow)
    return (
      <header className="hg-pane-head">
        {tabs}
        <span className="hg-grow" />
        {takes ? <AutoTake pull={pull} /> : null}
        {next}
      </header>
    );
  return (
    <PageHeader title={t("title")}>
      {tabs}
      <span className="hg-grow" />
      <ViewsMenu state={props.state} />
      {can("worklist.queues") ? (
        <ButtonLink small href={`${WORKLIST_PATH}/queues`}>
          {t("page.queues.link")}
        </ButtonLink>
      ) : null}
      {can("worklist.assign") ? (
        <ButtonLink small href={`${WORKLIST_PATH}/team`}>
          {t("page.team.link")}
        </ButtonLink>
      ) : null}
      {takes ? <AutoTake pull={pull} /> : null}
      {next}
    </PageHeader>
  );
}

/** When one is finished, the next is taken and opened by itself. */
function AutoTake({ pull }: { pull: Pull }) {
  const t = useTranslations("worklist.page");
  return (
    <button
      type="button"
      className="hg-button hg-sm"
      aria-pressed={pull.pull}
      title={t("autoHint")}
      onClick={() => pull.setPull(!pull.pull)}
    >
      <span className={cx("hg-state hg-mark-only", pull.pull ? "hg-done" : "hg-no")} aria-hidden="true" />
      {t("auto")}
    </button>
  );
}

/** Why nothing could be taken, or what was just finished. */
function Notice({ pull, ended }: { pull: Pull; ended: string | null }) {
  const t = useTranslations("worklist.page");
  const attempt = useAttemptText();
  const problem = attempt(pull.take);
  if (problem)
    return (
      <p className="hg-small hg-wait px-(--gutter) py-1" role="alert">
        {problem}
      </p>
    );
  return ended ? (
    <p className="hg-small hg-done px-(--gutter) py-1" role="status">
      {t("ended", { number: ended })}
    </p>
  ) : null;
}

function NoRows({ url, fields }: { url: Url; fields: readonly FilterField[] }) {
  const t = useTranslations("worklist");
  const can = useCan();
  const chips = filterChips(fields, url.filters);
  if (chips.length > 0) {
    return <FilteredToNothing url={url} chips={chips} />;
  }
  return (
    <EmptyState
      title={t("empty.title")}
      text={t("empty.text")}
      action={
        can("overview.read") ? (
          <ButtonLink href="/overview" small>
            {t("empty.action")}
          </ButtonLink>
        ) : null
      }
    />
  );
}
