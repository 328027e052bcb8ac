"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { parseAsBoolean, useQueryState } from "nuqs";
import { type CSSProperties, useCallback, useEffect, useRef } from "react";
import { BenchItem } from "@/components/kyc/bench-item";
import { KYC_PATH, submissionIdOf, submissionsInput, usualOrder } from "@/components/kyc/paths";
import { SubmissionQueue } from "@/components/kyc/submission-queue";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { NoPermission } from "@/components/patterns/states";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { neighbour } from "@/components/worklist/work";
import { submissionsList } from "@/domain/kyc/schema";
import { listAddress } from "@/lib/list-input";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { useListQuery } from "@/lib/use-list-query";

const FILTER_KEYS = [
  "state",
  "purpose",
  "subject",
  "origin",
  "worst",
  "receivedFrom",
  "receivedTo",
  "number",
  "customerId",
];

/** The desk for who may see identity checks. */
export function KycScreen() {
  const can = useCan();
  return can("kyc.read") ? <Desk /> : <NoPermission />;
}

/**
 * The list with the open submission beside it. Opening changes the address without asking the server for a page, so that
 * the list keeps its rows and its place; a reload or a link gives the same view.
 */
function Desk() {
  const t = useTranslations("kyc.page");
  const id = submissionIdOf(usePathname());
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: submissionsList.sorts,
    defaultSort: {
      column: submissionsList.defaultSort,
      direction: usualOrder(useSearchParams().get("state") ?? undefined),
    },
    filterKeys: FILTER_KEYS,
  });
  const input = submissionsInput(listAddress(url.filters, url.sort));
  const list = useListQuery({
    name: submissionsList.name,
    input,
    fetchPage: (cursor) => client.kyc.list.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  const order = list.rows.map((row) => row.id);
  const pull = usePull(id, order);
  useKey("back", () => pull.go(null), id !== null);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "336px" } as CSSProperties}>
      <section className="hg-pane hg-list-pane" aria-label={t("list")}>
        <SubmissionQueue
          url={url}
          list={list}
          current={id}
          onOpen={pull.go}
          pull={<PullButtons pull={pull} narrow={id !== null} />}
          notice={<PullNotice pull={pull} />}
        />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <BenchItem key={id} id={id} onClose={() => pull.go(null)} onNext={() => void pull.leave()} />
        </div>
      ) : null}
    </div>
  );
}

/**
 * Which submission is open, and whether the next is taken by itself when one is finished; the latter in the address.
 * Without pulling, the neighbour in the list opens next.
 */
function usePull(id: string | null, order: readonly string[]) {
  const client = useTRPCClient();
  const take = useCommand(client.worklist.takeNext.mutate);
  const [on, setOn] = useQueryState("pull", parseAsBoolean.withDefault(false));
  // The list has often lost a finished submission before its neighbour is asked for.
  const lastOrder = useRef(order);
  useEffect(() => {
    if (id === null || order.includes(id)) lastOrder.current = order;
  }, [id, order]);
  const go = useCallback((next: string | null) => {
    window.history.pushState(null, "", `${KYC_PATH}${next ? `/${next}` : ""}${window.location.search}`);
  }, []);
  const { run, reset } = take;
  const takeNext = useCallback(async () => {
    const answer = await run({ kind: "kyc-submission" });
    if (!answer?.ok) return false;
    await setOn(true);
    go(answer.result.subjectId);
    return true;
  }, [run, setOn, go]);
  const leave = async () => {
    if (!on) return go(id === null ? null : neighbour(id, lastOrder.current));
    if (!(await takeNext())) go(null);
  };
  const setPull = (pulling: boolean) => {
    reset();
    void setOn(pulling || null);
  };
  return { on, take, go, takeNext, leave, setPull };
}

type Pull = ReturnType<typeof usePull>;

function PullButtons({ pull, narrow }: { pull: Pull; narrow: boolean }) {
  const t = useTranslations("worklist.page");
  const words = useTranslations("kyc.page");
  const can = useCan();
  if (!can("kyc.decide") || !can("worklist.work")) return null;
  return (
    <>
      <button
        type="button"
        className="hg-button hg-sm"
        aria-pressed={pull.on}
        title={t("autoHint")}
        onClick={() => pull.setPull(!pull.on)}
      >
        <span className={cx("hg-state hg-mark-only", pull.on ? "hg-done" : "hg-no")} aria-hidden="true" />
        {t("auto")}
      </button>
      <Button
        small
        shortcut="take"
        variant={narrow ? "quiet" : "primary"}
        busy={pull.take.pending}
        onClick={() => void pull.takeNext()}
      >
        {words("takeNext")}
      </Button>
    </>
  );
}

/** Why nothing could be taken. */
function PullNotice({ pull }: { pull: Pull }) {
  const attempt = useAttemptText();
  const problem = attempt(pull.take);
  return problem ? (
    <p className="hg-small hg-wait px-(--gutter) py-1" role="alert">
      {problem}
    </p>
  ) : null;
}
