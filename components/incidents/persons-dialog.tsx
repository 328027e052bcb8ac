"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { PersonsChoice } from "@/domain/incidents/schema";
import { useTRPCClient } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCommand } from "@/lib/use-command";
import { DeedDialog } from "./deed-dialog";
import { Choice, Line, Words } from "./form-parts";
import type { IncidentDetail } from "./incident";

type Counted = RouterOutputs["incidents"]["countPersons"];

/** Names people concerned: a list read from a file or typed, a filter, or an earlier filter. Counted before it is done. */
export function PersonsDialog({ item, onEnd }: { item: IncidentDetail; onEnd(): void }) {
  const t = useTranslations("incidents.page.forms.persons");
  const client = useTRPCClient();
  const add = useCommand(client.incidents.addPersons.mutate);
  const saved = item.selections.filter(({ way }) => way === "filter");
  const [by, setBy] = useState<PersonsChoice["by"]>("list");
  const [content, setContent] = useState("");
  const [kind, setKind] = useState<"any" | "person" | "enterprise">("any");
  const [sinceFrom, setFrom] = useState("");
  const [sinceTo, setTo] = useState("");
  const [selectionId, setSelection] = useState(saved[0]?.id ?? "");
  const [counted, setCounted] = useState<Counted | "bad" | null>(null);
  const choice = (): PersonsChoice => {
    if (by === "list") return { by, content };
    if (by === "saved") return { by, selectionId };
    const filter = { kind: kind === "any" ? null : kind, sinceFrom: sinceFrom || null, sinceTo: sinceTo || null };
    return { by, filter: { ...filter, accountClass: null, accountStatus: null } };
  };
  const count = async () =>
    setCounted(
      await client.incidents.countPersons.query({ id: item.id, choice: choice() }).catch(() => "bad" as const),
    );
  const send = async () => (await add.run({ id: item.id, version: item.version, choice: choice() }))?.ok === true;
  const ways = (["list", "filter", ...(saved.length > 0 ? (["saved"] as const) : [])] as const).map((value) => ({
    value,
    label: t(value),
  }));
  return (
    <DeedDialog title={t("title")} verb={t("verb")} deed={add} send={send} onEnd={onEnd}>
      <Choice label={t("by")} value={by} options={ways} onChange={setBy} />
      {by === "list" ? (
        <>
          <label className="hg-control">
            <span>{t("file")}</span>
            <input
              className="hg-input"
              type="file"
              accept=".txt,.csv"
              onChange={(event) => void event.target.files?.[0]?.text().then(setContent)}
            />
            <span className="hg-hint">{t("fileHelp")}</span>
          </label>
          <Words label={t("content")} value={content} onChange={setContent} rows={5} />
        </>
      ) : null}
      {by === "filter" ? (
        <>
          <Choice
            label={t("kind")}
            value={kind}
            options={(["any", "person", "enterprise"] as const).map((value) => ({ value, label: t(value) }))}
            onChange={setKind}
          />
          <Line label={t("sinceFrom")} type="date" value={sinceFrom} onChange={setFrom} />
          <Line label={t("sinceTo")} type="date" value={sinceTo} onChange={setTo} />
        </>
      ) : null}
      {by === "saved" ? (
        <Choice
          label={t("which")}
          value={selectionId}
          options={saved.map(({ id, at }) => ({ value: id, label: at.slice(0, 10) }))}
          onChange={setSelection}
        />
      ) : null}
      <p>
        <Button small onClick={() => void count()}>
          {t("count")}
        </Button>
      </p>
      <CountedPeople counted={counted} />
    </DeedDialog>
  );
}

/** What the choice would come to, and each faulty line by its place. */
function CountedPeople({ counted }: { counted: Counted | "bad" | null }) {
  const t = useTranslations("incidents.page.forms.persons");
  const words = useTranslations("incidents.problems");
  if (counted === null) return null;
  if (counted === "bad")
    return (
      <p className="hg-error" role="alert">
        {t("bad")}
      </p>
    );
  return (
    <div role="status" className="hg-small">
      <p>{t("found", { found: counted.found, already: counted.already })}</p>
      {counted.repeated > 0 ? <p>{t("repeated", { count: counted.repeated })}</p> : null}
      {counted.faulty > 0 ? <p className="hg-late">{t("faults", { count: counted.faulty })}</p> : null}
      <ul>
        {counted.faults.map(({ line, text, problem }) => (
          <li key={line}>{t("fault", { line, text, problem: words(problem) })}</li>
        ))}
      </ul>
    </div>
  );
}
