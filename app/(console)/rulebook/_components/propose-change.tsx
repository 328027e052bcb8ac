"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useCallback, useId, useState } from "react";
import { SectionHead } from "@/components/patterns/headers";
import { Button } from "@/components/ui/button";
import { CHANGE_REASONS, type ChangeReason } from "@/domain/rulebook/codes";
import type { Figure } from "@/domain/rulebook/model";
import { useAttemptText, useRefusalText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { useRuleWords } from "./rule-words";

type Asked = {
  figures: { name: string; value: string }[];
  from: string;
  reasonCode: ChangeReason;
  sourceReference: string;
  note: string;
};

/** New values of a rule's figures from a day on, with what they would do; another person checks them under Approvals. */
export function ProposeChange({ ruleId, figures }: { ruleId: string; figures: readonly Figure[] }) {
  const can = useCan();
  const t = useTranslations("rulebook");
  const trpc = useTRPC();
  const { data: changes = [] } = useQuery(trpc.rulebook.changes.queryOptions({ target: ruleId }));
  const open = changes.find(({ state }) => state === "proposed");
  if (open) return <p className="hg-hint">{t("item.pending", { number: open.number })}</p>;
  return figures.length > 0 && can("rulebook.propose") ? <ProposeForm ruleId={ruleId} figures={figures} /> : null;
}

function ProposeForm({ ruleId, figures }: { ruleId: string; figures: readonly Figure[] }) {
  const t = useTranslations("rulebook");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const id = useId();
  const { figure: words } = useRuleWords();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [from, setFrom] = useState("");
  const [reasonCode, setReason] = useState<ChangeReason>("law-amended");
  const [sourceReference, setSource] = useState("");
  const [note, setNote] = useState("");
  const [sent, setSent] = useState<string | null>(null);
  const command = useCommand(
    useCallback(
      (call: { key: string; input: Asked }) =>
        client.rulebook.proposeFigure.mutate({ key: call.key, input: { ruleId, ...call.input } }),
      [client, ruleId],
    ),
  );
  const changed = figures.flatMap(({ name, value }) => {
    const typed = values[name]?.trim();
    return typed && typed !== value ? [{ name, value: typed }] : [];
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await command.run({ figures: changed, from, reasonCode, sourceReference, note });
    if (answer?.ok) setSent(answer.result.number);
  };
  const problem = attempt(command);
  const field = (name: string, label: string, value: string, set: (value: string) => void, type = "text") => (
    <label key={name} htmlFor={`${id}-${name}`} className="hg-field">
      <span>{label}</span>
      <input
        id={`${id}-${name}`}
        className="hg-input"
        type={type}
        value={value}
        autoComplete="off"
        onChange={(event) => set(event.target.value)}
      />
    </label>
  );
  return (
    <form onSubmit={submit} aria-label={t("propose.title")}>
      <SectionHead title={t("propose.title")} />
      {figures.map((one) =>
        field(`figure-${one.name}`, words(one), values[one.name] ?? one.value, (value) =>
          setValues((before) => ({ ...before, [one.name]: value })),
        ),
      )}
      {field("from", t("propose.from"), from, setFrom, "date")}
      <label htmlFor={`${id}-reason`} className="hg-field">
        <span>{t("propose.reason")}</span>
        <select
          id={`${id}-reason`}
          className="hg-input"
          value={reasonCode}
          onChange={(event) => setReason(event.target.value as ChangeReason)}
        >
          {CHANGE_REASONS.filter((code) => code !== "clash").map((code) => (
            <option key={code} value={code}>
              {t(`labels.reason.${code}`)}
            </option>
          ))}
        </select>
      </label>
      {field("source", t("propose.source"), sourceReference, setSource)}
      {field("note", t("propose.note"), note, setNote)}
      {changed.length > 0 && from !== "" ? <Preview ruleId={ruleId} figures={changed} from={from} /> : null}
      {problem ? (
        <p className="hg-late" role="alert">
          {problem}
        </p>
      ) : null}
      {sent ? <p role="status">{t("propose.sent", { number: sent })}</p> : null}
      <Button type="submit" variant="primary" busy={command.pending} disabled={changed.length === 0 || from === ""}>
        {t("propose.submit")}
      </Button>
    </form>
  );
}

function Preview(props: { ruleId: string; figures: { name: string; value: string }[]; from: string }) {
  const t = useTranslations("rulebook");
  const refusal = useRefusalText();
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.rulebook.previewChange.queryOptions({ change: { kind: "figures", ...props, until: null } }),
  );
  if (!data) return null;
  if (!data.ok) return <p className="hg-late">{refusal(data)}</p>;
  return (
    <section aria-label={t("propose.preview")}>
      <SectionHead title={t("propose.preview")} />
      <ul className="hg-lines">
        {data.apart.map((one) => (
          <li key={one.figure}>
            {t("propose.apart", { figure: one.figure, value: one.value, rule: one.other.rule, other: one.other.value })}
          </li>
        ))}
        {data.consequences.map((one) => (
          <li key={one.name}>
            {t("propose.moves", {
              name: t(`follower.${one.name as "clocks"}`),
              changed: one.changed,
              looked: one.looked,
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
