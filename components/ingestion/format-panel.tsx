"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { FileDrop } from "@/components/patterns/fields/file-drop";
import { SectionHead } from "@/components/patterns/headers";
import { Button } from "@/components/ui/button";
import { MAPPING_MAX_BYTES } from "@/domain/ingestion/mapping-file";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCommand } from "@/lib/use-command";
import { useMappings } from "./use-mappings";

type Problem = RouterOutputs["ingestion"]["mappingCheck"]["problems"][number];

/** The formats there are, and a place for one's own: a file, checked line by line, kept as the next version of its name. */
export function FormatPanel({ onSaved }: { onSaved(ref: string): void }) {
  const t = useTranslations("ingestion.page");
  const format = useFormat();
  const say = useBilingual();
  const { mappings, titleOf } = useMappings();
  return (
    <>
      <SectionHead title={t("formats.title")} note={mappings.length} ruled />
      <ul className="grid gap-1.5 px-(--gutter) pb-3">
        {mappings.map((one) => (
          <li key={one.ref}>
            <span className="block">{titleOf(one.ref)}</span>
            <span className="hg-hint">
              {one.builtIn || !one.madeAt
                ? t("formats.builtIn")
                : t("formats.made", {
                    who: one.madeByName ? say(one.madeByName) : t("machine"),
                    when: format.dateTime(one.madeAt as Instant),
                  })}
            </span>
          </li>
        ))}
      </ul>
      <OwnFormat onSaved={onSaved} />
    </>
  );
}

function OwnFormat({ onSaved }: { onSaved(ref: string): void }) {
  const t = useTranslations("ingestion.page.upload");
  const own = useOwnFormat(onSaved);
  return (
    <div className="hg-form px-(--gutter) pb-4">
      <FileDrop
        label={t("formatFile")}
        hint={t("formatHint")}
        accept={[".yaml", ".yml", ".json"]}
        file={own.file}
        onFile={(file) => void own.choose(file)}
        error={own.problem}
        disabled={own.busy}
      />
      {own.problems.length > 0 ? <Problems problems={own.problems} /> : null}
      {own.saved ? (
        <p className="hg-hint" role="status">
          {t("formatSaved", { ref: own.saved })}
        </p>
      ) : null}
      <Button className="hg-block" disabled={own.text === null} busy={own.busy} onClick={() => void own.save()}>
        {t("formatSave")}
      </Button>
    </div>
  );
}

function Problems({ problems }: { problems: readonly Problem[] }) {
  const t = useTranslations("ingestion.page.upload");
  const words = useTranslations("ingestion.page.mapping-problems") as unknown as (problem: string) => string;
  return (
    <ul className="grid gap-1" aria-label={t("formatProblems")}>
      {problems.map((one) => (
        <li key={`${one.line} ${one.path} ${one.problem}`} className="hg-small">
          {t("formatProblem", { line: one.line, path: one.path, problem: words(one.problem) })}
        </li>
      ))}
    </ul>
  );
}

function useOwnFormat(onSaved: (ref: string) => void) {
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const words = useTranslations("ingestion.page.mapping-problems");
  const command = useCommand(client.ingestion.saveMapping.mutate);
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState<string | null>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [saved, setSaved] = useState<string | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const choose = async (next: File | null) => {
    setFile(next);
    setText(null);
    setSaved(null);
    setProblems([]);
    command.reset();
    setTooLarge(next !== null && next.size > MAPPING_MAX_BYTES);
    if (!next || next.size > MAPPING_MAX_BYTES || next.size === 0) return;
    const read = await next.text();
    const checked = await client.ingestion.mappingCheck.query({ text: read }).catch(() => null);
    setProblems(checked?.problems ?? []);
    setText(checked && checked.problems.length > 0 ? null : read);
  };
  const save = async () => {
    if (text === null) return;
    const answer = await command.run({ text });
    if (!answer?.ok) return;
    setSaved(answer.result.ref);
    onSaved(answer.result.ref);
  };
  return {
    file,
    text,
    problems,
    saved,
    problem: tooLarge ? words("too-large") : attempt(command),
    busy: command.pending,
    choose,
    save,
  };
}
