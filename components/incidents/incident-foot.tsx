"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { useNow } from "@/lib/use-now";
import { DeedDialog } from "./deed-dialog";
import { CloseDialog, EntryDialog, ReportDialog, SeverityDialog, SpareDialog, WaiveDialog } from "./deeds";
import { FactsFields, type FactsForm, factsOf } from "./facts-form";
import { type IncidentDetail, nextStepOf } from "./incident";
import { NoticeDialog } from "./notice-dialog";
import { PersonsDialog } from "./persons-dialog";

const DEEDS = ["report", "persons", "notice", "entry", "amend", "severity", "waive", "spare", "close"] as const;
type Deed = (typeof DEEDS)[number];

/** The deed that comes next, by the next step. */
const FIRST: Partial<Record<ReturnType<typeof nextStepOf>["key"], Deed>> = {
  notice: "notice",
  close: "close",
  gaps: "amend",
};

/** What is done next stands first, the others as they are. */
function inOrder(item: IncidentDetail): readonly Deed[] {
  const { key, duty } = nextStepOf(item);
  const first = duty?.duty === "subjects" ? "notice" : (FIRST[key] ?? "report");
  return [first, ...DEEDS.filter((deed) => deed !== first)];
}

/** The one action bar of an incident: what is done next stands first. */
export function IncidentFoot({ item, onNext }: { item: IncidentDetail; onNext?(): void }) {
  const t = useTranslations("incidents.page.foot");
  const now = useNow();
  const [asking, setAsking] = useState<Deed | null>(null);
  const deeds = item.may.work ? inOrder(item) : [];
  const actions: FootAction[] = [
    ...deeds.map((id, at) => ({
      id,
      label: t(id),
      ...(at === 0 ? {} : { variant: "quiet" as const }),
      run: () => setAsking(id),
    })),
    ...(onNext
      ? [{ id: "next", label: t("next"), shortcut: "next" as const, variant: "quiet" as const, run: onNext }]
      : []),
  ];
  if (actions.length === 0) return null;
  const onEnd = () => setAsking(null);
  const props = now ? { item, now, onEnd } : null;
  return (
    <>
      <ActionFoot actions={actions} />
      {props && asking === "report" ? <ReportDialog {...props} /> : null}
      {props && asking === "entry" ? <EntryDialog {...props} /> : null}
      {props && asking === "severity" ? <SeverityDialog {...props} /> : null}
      {props && asking === "waive" ? <WaiveDialog {...props} /> : null}
      {props && asking === "spare" ? <SpareDialog {...props} /> : null}
      {props && asking === "close" ? <CloseDialog {...props} /> : null}
      {asking === "persons" ? <PersonsDialog item={item} onEnd={onEnd} /> : null}
      {asking === "notice" ? <NoticeDialog item={item} notice={null} onEnd={onEnd} /> : null}
      {asking === "amend" ? <AmendDialog item={item} onEnd={onEnd} /> : null}
    </>
  );
}

/** Records what is known by now. */
function AmendDialog({ item, onEnd }: { item: IncidentDetail; onEnd(): void }) {
  const t = useTranslations("incidents.page.forms.amend");
  const amend = useCommand(useTRPCClient().incidents.amend.mutate);
  const [facts, setFacts] = useState<FactsForm>({
    certainty: item.certainty,
    systems: [...item.systems],
    dataKinds: item.dataKinds as FactsForm["dataKinds"],
    estimate: String(item.estimate),
    cause: item.cause,
    what: item.what,
    why: item.why,
    harm: item.harm,
  });
  const send = async () => (await amend.run({ id: item.id, version: item.version, ...factsOf(facts) }))?.ok === true;
  return (
    <DeedDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      deed={amend}
      send={send}
      onEnd={onEnd}
      wide
      inTwo
    >
      <FactsFields value={facts} onChange={setFacts} />
    </DeedDialog>
  );
}
