"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import type { SubmissionDetail } from "@/domain/kyc/schema";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { AskDialog } from "./ask-dialog";
import { leadingVerb, obstacleOf, VERBS, type Verb } from "./kyc";
import { OverrideDialog } from "./override-dialog";
import { DocumentReasonDialog, RejectDialog } from "./reason-dialogs";
import { RecheckFoot } from "./recheck-foot";
import { SecondLookFoot } from "./second-look-foot";
import type { Bench } from "./use-bench";

type Props = { item: SubmissionDetail; bench: Bench; onNext(): void };

/** The one action bar: its first verb is the one that the documents and checks lead to; what is in the way is said. */
export function BenchFoot(props: Props) {
  const { item, onNext } = props;
  if (item.secondLook?.mine && item.secondLook.verdict === null)
    return <SecondLookFoot item={item} look={item.secondLook} onNext={onNext} />;
  return item.recheck?.mine ? <RecheckFoot item={item} onNext={onNext} /> : <DecidingFoot {...props} />;
}

function DecidingFoot({ item, bench, onNext }: Props) {
  const t = useTranslations("kyc.page.foot");
  const attempt = useAttemptText();
  const { asking } = bench;
  const mine = item.item?.mine === true;
  const next: FootAction = { id: "next", label: t("next"), shortcut: "next", variant: "quiet", run: onNext };
  const take = useTake(item, bench);
  const actions =
    item.state === "ready" && mine && item.may.decide
      ? [...decisions(item, bench, t), next]
      : [...(take ? [take] : []), next];
  const told = asking === null && bench.told ? attempt(bench.told) : null;
  return (
    <>
      <ActionFoot actions={actions} error={told} note={actions[0]?.blocked} />
      {asking?.what === "document" ? <DocumentReasonDialog item={item} bench={bench} asking={asking} /> : null}
      {asking?.what === "reject" ? <RejectDialog item={item} bench={bench} /> : null}
      {asking?.what === "ask" ? <AskDialog item={item} bench={bench} /> : null}
      {asking?.what === "override" ? <OverrideDialog item={item} bench={bench} /> : null}
    </>
  );
}

type FootWords = ReturnType<typeof useTranslations<"kyc.page.foot">>;

/** The verbs on the whole, the leading one first. */
function decisions(item: SubmissionDetail, bench: Bench, t: FootWords): FootAction[] {
  const obstacle = obstacleOf(item);
  const changed = bench.stale ? t("changed") : undefined;
  const undecided = item.documents.filter(({ state }) => state === "waiting").length;
  const inTheWay = obstacle === null ? undefined : t(`obstacles.${obstacle}`, { count: undecided });
  const blocked: Readonly<Record<Verb, string | undefined>> = {
    accept: changed ?? inTheWay,
    override:
      changed ??
      (bench.failed.length === 0
        ? t("nothingFailed")
        : obstacle === "undecided" || obstacle === "refused"
          ? inTheWay
          : undefined),
    ask: changed ?? (item.may.ask ? undefined : t("mayNotAsk")),
    reject: changed,
  };
  const runs: Readonly<Record<Verb, () => void | Promise<void>>> = {
    accept: bench.accept,
    override: () => bench.setAsking({ what: "override" }),
    ask: () => bench.setAsking({ what: "ask" }),
    reject: () => bench.setAsking({ what: "reject" }),
  };
  const KEYS = { accept: "approve", override: "propose", ask: "ask", reject: "reject" } as const;
  const wanted = leadingVerb(item);
  const lead = wanted === "override" && !item.may.override ? "accept" : wanted;
  const fitting = VERBS.filter((verb) => verb !== "override" || (item.may.override && bench.failed.length > 0));
  return [lead, ...fitting.filter((verb) => verb !== lead)].map((verb) => ({
    id: verb,
    label: t(`verbs.${verb}`),
    shortcut: KEYS[verb],
    ...(verb === lead ? {} : { variant: verb === "reject" ? ("negative" as const) : ("quiet" as const) }),
    ...(blocked[verb] === undefined ? {} : { blocked: blocked[verb] }),
    run: runs[verb],
  }));
}

/** Taking the item in view, for who may work it and where nobody has it. */
function useTake(item: SubmissionDetail, bench: Bench): FootAction | null {
  const t = useTranslations("kyc.page.foot");
  const trpc = useTRPC();
  const can = useCan();
  const free = item.state === "ready" && item.item !== null && !item.item.mine && item.item.assignee === null;
  const may = free && can("kyc.decide") && can("worklist.work");
  const { data } = useQuery(trpc.worklist.detail.queryOptions({ subjectId: item.id }, { enabled: may }));
  if (!may || !data || data.may.take !== null) return null;
  return {
    id: "take",
    label: t("take"),
    shortcut: "take",
    run: async () => {
      await bench.take(data.item.id, data.item.version);
    },
  };
}
