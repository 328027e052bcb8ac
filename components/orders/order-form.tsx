"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { PagePath } from "@/components/frame/page-path";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { momentOf, wallClockOf } from "@/components/patterns/fields/moment-field";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { Tick } from "@/components/people/choice";
import { IconButton } from "@/components/ui/button";
import { useKey } from "@/components/ui/keys/key-provider";
import { REFUSAL_GROUND_NAMES } from "@/domain/orders/codes";
import type { Instant } from "@/domain/shared/time";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { changed, EMPTY_DRAFT, type OrderDraft, paperFrom } from "./order-draft";
import { BearerFields, CheckFields, PaperFields, TargetFields } from "./order-fields";
import { ORDERS_PATH } from "./orders";
import { PaperVerdict } from "./paper-verdict";

/** The paper as the counter reads it; beside it, while it is typed, what speaks for and against it. */
export function OrderForm({ start }: { start: Partial<OrderDraft> }) {
  const t = useTranslations("orders.page.form");
  const trpc = useTRPC();
  const router = useRouter();
  const [draft, setDraft] = useState<OrderDraft>(() => changed(EMPTY_DRAFT, start));
  const [received, setReceived] = useState(() => {
    const at = new Date().toISOString();
    return { at, wall: wallClockOf(at as Instant) };
  });
  const paper = useMemo(() => paperFrom(draft, received.at), [draft, received.at]);
  const verdict = useQuery({
    ...trpc.orders.check.queryOptions(paper ?? NO_PAPER),
    enabled: paper !== null,
    placeholderData: keepPreviousData,
  });
  const change = (next: Partial<OrderDraft>) => setDraft((before) => changed(before, next));
  const found = paper ? (verdict.data ?? null) : null;
  const deed = useDeed({ paper, doubted: draft.doubted, defective: (found?.grounds.length ?? 0) > 0 });
  const leave = () => router.push(ORDERS_PATH);
  useKey("back", leave, true, { words: () => t("cancel") });
  return (
    <SplitItemLayout
      itemLabel={t("title")}
      sideLabel={t("findings")}
      sideWidth={304}
      header={
        <ItemHeader
          title={t("title")}
          state={null}
          nextStep={t(paper === null ? "required" : deed.against ? "nextRefuse" : "nextRegister")}
          tools={<IconButton icon={X} label={t("cancel")} onClick={leave} />}
        />
      }
      side={
        <>
          <SectionHead title={t("findings")} />
          <PaperVerdict verdict={found} late={deed.late} />
          <div className="px-(--gutter) py-2">
            <Tick label={t("doubt")} checked={draft.doubted} onChange={(doubted) => change({ doubted })} />
          </div>
          <CheckFields draft={draft} change={change} />
        </>
      }
      foot={<ActionFoot actions={[deed.action]} error={deed.problem} />}
    >
      <PagePath steps={[t("title")]} />
      <form className="hg-order-form" aria-label={t("label")} noValidate onSubmit={(event) => event.preventDefault()}>
        <SectionHead title={t("what")} />
        <TargetFields draft={draft} change={change} />
        <SectionHead title={t("paper")} ruled />
        <PaperFields
          draft={draft}
          change={change}
          received={received.wall}
          onReceived={(wall) => setReceived({ wall, at: momentOf(wall) ?? received.at })}
        />
        <SectionHead title={t("bearers")} note={t("bearersNote")} ruled />
        <BearerFields draft={draft} change={change} />
      </form>
    </SplitItemLayout>
  );
}

type Judged = {
  readonly paper: ReturnType<typeof paperFrom>;
  readonly doubted: boolean;
  readonly defective: boolean;
};

/** The one thing to do with the paper: take it in and carry it out, or refuse it with a slip. */
function useDeed({ paper, doubted, defective }: Judged) {
  const t = useTranslations("orders.page.form");
  const client = useTRPCClient();
  const router = useRouter();
  const attempt = useAttemptText();
  const register = useCommand(client.orders.register.mutate);
  const refuse = useCommand(client.orders.refuse.mutate);
  const late = REFUSAL_GROUND_NAMES.find((ground) => register.refusal?.code === `orders.ground.${ground}`) ?? null;
  const against = paper !== null && (defective || doubted || late !== null);
  const submit = async () => {
    if (!paper) return;
    const answer = await register.run(paper);
    const [first] = answer?.ok ? answer.result.orders : [];
    if (first) router.push(`${ORDERS_PATH}/${first.orderId}`);
  };
  const refusePaper = async () => {
    if (!paper) return;
    const answer = await refuse.run({ paper, seen: doubted ? ["authenticity-doubted"] : [] });
    if (answer?.ok) router.push(`${ORDERS_PATH}/${answer.result.orderId}`);
  };
  const action: FootAction = against
    ? { id: "refuse", label: t("refuse"), run: refusePaper }
    : { id: "register", label: t("submit"), run: submit, ...(paper ? {} : { blocked: t("required") }) };
  return { action, against, late, problem: attempt(register) ?? attempt(refuse) };
}

/** Stands in for a paper while there is none; never asked about. */
const NO_PAPER = {
  authority: "police",
  authorityName: "-",
  basis: "query",
  act: "query",
  documentNumber: "",
  documentOn: null,
  caseNumber: "-",
  target: "account",
  targetName: "",
  extent: null,
  term: null,
  checks: [],
  stated: [],
  disclosure: null,
  aboutId: null,
  officers: [],
  receivedAt: "2026-01-01T00:00:00.000Z",
  note: "",
} as const satisfies Parameters<ReturnType<typeof useTRPC>["orders"]["check"]["queryOptions"]>[0];
