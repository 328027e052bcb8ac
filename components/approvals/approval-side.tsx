"use client";

import { useTranslations } from "next-intl";
import type { Proposal } from "@/components/controls/measure";
import { type CheckItem, CheckList } from "@/components/patterns/check-row";
import { EvidenceList, SealCompare, SinceList } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import type { TimelineEvent } from "@/components/patterns/timeline";
import { WorkPanel } from "@/components/worklist/work-panel";
import { epochMilliseconds, type Instant, shanghaiDate } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useMe } from "@/lib/use-can";
import { useNow } from "@/lib/use-now";
import type { ApprovalDetail } from "./approval";
import { useInputWords } from "./use-input-words";

type Props = { item: ApprovalDetail; proposal: Proposal | null };

/** Beside a proposal: checks, fingerprints then and now, the facts since submission, what happened. */
export function ApprovalSide({ item, proposal }: Props) {
  const t = useTranslations("approvals.page");
  const now = item.current ?? (item.seenDigest ? { digest: item.seenDigest } : null);
  return (
    <>
      <Checks item={item} />
      <SectionHead title={t("seal.title")} ruled />
      <EvidenceList
        items={[
          {
            id: "payload",
            name: t("seal.payload"),
            note: item.payloadIntact ? t("seal.intact") : t("seal.altered"),
            digest: item.payloadHash,
          },
        ]}
      />
      <SealCompare signed={item.proposed.digest} now={now?.digest ?? item.proposed.digest} />
      <Since item={item} />
      <Work item={item} proposal={proposal} />
    </>
  );
}

function Checks({ item }: { item: ApprovalDetail }) {
  const t = useTranslations("approvals.page.checks");
  const me = useMe();
  const now = useNow();
  const late = now !== null && item.status === "pending" && now >= item.expiresAt;
  const outcome = (ok: boolean) => (ok ? "ok" : "bad") as "ok" | "bad";
  const changed = (key: string) => [...item.voided, ...item.moved].some((change) => change.key === key);
  const own = item.maker.id === (item.checker?.id ?? me.personId);
  const checks: CheckItem[] = [
    { id: "apart", outcome: outcome(!own), name: t("apart"), value: t(own ? "same" : "two") },
    {
      id: "payload",
      outcome: outcome(item.payloadIntact),
      name: t("payload"),
      value: t(item.payloadIntact ? "yes" : "no"),
    },
    {
      id: "rule",
      outcome: outcome(!changed("rule") && !changed("reason")),
      name: t("rule"),
      value: t(changed("rule") || changed("reason") ? "no" : "yes"),
    },
    {
      id: "account",
      outcome: outcome(!changed("account")),
      name: t("account"),
      value: t(changed("account") ? "no" : "yes"),
    },
    {
      id: "identity",
      outcome: outcome(!changed("identity")),
      name: t("identity"),
      value: t(changed("identity") ? "no" : "yes"),
    },
    { id: "time", outcome: outcome(!late), name: t("time"), value: t(late ? "no" : "yes") },
  ];
  const known = new Set(["apart", "payload", "rule", "time", ...item.proposed.inputs.map(({ key }) => key)]);
  const shown = checks.filter(({ id }) => known.has(id));
  const passed = shown.filter((check) => check.outcome === "ok").length;
  return (
    <>
      <SectionHead title={t("title")} aside={t("passed", { passed, total: shown.length })} />
      <CheckList checks={shown} />
    </>
  );
}

/** The order in which a checker reads the facts: money first, then what surrounds it. */
const ORDER = [
  "balance",
  "measures",
  "in-flight",
  "standing",
  "linked",
  "identity",
  "account",
  "reason",
  "rule",
  "payload",
];

function placeOf(key: string): number {
  const at = ORDER.indexOf(key);
  return at < 0 ? ORDER.length : at;
}

function Since({ item }: { item: ApprovalDetail }) {
  const t = useTranslations("approvals.page.since");
  const words = useInputWords();
  const format = useFormat();
  const now = useNow();
  const inputs = item.current?.inputs ?? item.proposed.inputs;
  const shown = [...inputs].sort((a, b) => placeOf(a.key) - placeOf(b.key));
  const changes = [...item.voided, ...item.moved];
  const until = item.endedAt ?? now;
  const passed = until
    ? format.duration((epochMilliseconds(until as Instant) - epochMilliseconds(item.requestedAt as Instant)) / 1000)
    : "";
  return (
    <>
      <SectionHead
        title={t("title")}
        aside={
          changes.length === 0 ? (
            t("unchanged", { time: passed, count: shown.length })
          ) : (
            <span className="hg-late">{t("changed", { count: shown.length, changed: changes.length })}</span>
          )
        }
        ruled
      />
      <SinceList
        inputs={shown.map((input) => {
          const change = changes.find(({ key }) => key === input.key);
          const was = change?.before ? words.value(input.key, change.before.value) : null;
          const after = change?.after
            ? words.value(input.key, change.after.value)
            : words.value(input.key, input.value);
          return {
            id: input.key,
            name: words.name(input),
            value: after,
            ...(change ? { moved: was === null || was === after ? t("moved") : t("was", { value: was }) } : {}),
          };
        })}
      />
    </>
  );
}

/** Whose work it is, and what happened. */
function Work({ item, proposal }: Props) {
  const t = useTranslations("approvals.page.events");
  const say = useBilingual();
  const name = (person: { nameZh: string; nameEn: string }) => say({ zh: person.nameZh, en: person.nameEn });
  const events: TimelineEvent[] = [
    { id: "requested", at: item.requestedAt as Instant, mark: "person", who: name(item.maker), text: t("requested") },
  ];
  if (item.endedAt && item.status !== "pending") {
    const mark = (
      { approved: "done", rejected: "late", void: "late", withdrawn: "person", expired: "system" } as const
    )[item.status];
    const who = item.status === "withdrawn" ? name(item.maker) : item.checker ? name(item.checker) : t("system");
    const code = item.decisionCode === "to-complete" ? "returned" : item.status;
    events.push({ id: "ended", at: item.endedAt as Instant, mark, who, text: t(code) });
  }
  if (item.status === "approved" && proposal) {
    const { measure } = proposal;
    const lift = proposal.verb === "lift";
    const done = lift ? measure.releasedAt : measure.inForceAt;
    if (item.endedAt)
      events.push({ id: "told", at: item.endedAt as Instant, mark: "system", who: t("system"), text: t("instructed") });
    if (done)
      events.push({
        id: "done",
        at: done as Instant,
        mark: lift ? "done" : "protect",
        who: t("core"),
        text: t(lift ? "released" : "inForce"),
      });
  }
  const today = shanghaiDate((useNow() ?? item.endedAt ?? item.requestedAt) as Instant);
  return <WorkPanel subjectId={item.id} events={events} today={today} />;
}
