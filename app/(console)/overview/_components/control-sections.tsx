"use client";

import { useTranslations } from "next-intl";
import { useKindWords } from "@/components/approvals/use-kind-words";
import { useControlsWords } from "@/components/controls/use-words";
import { StateShape } from "@/components/patterns/status";
import { useFormat } from "@/lib/format/use-format";
import { FigureLink } from "./figure";
import { Nothing, SheetSection } from "./section";
import { SheetTable } from "./sheet-table";
import type { Summary } from "./summary";

/** How what needs somebody is drawn. */
const TONES: Readonly<Record<string, "late" | "wait">> = {
  reviewOverdue: "late",
  lookOverdue: "late",
  reviewInWeek: "wait",
  endingSoon: "wait",
};

/** Live measures by what they are and where they came from, with what is new and what somebody must look at again. */
export function MeasuresSection({ measures }: { measures: NonNullable<Summary["measures"]> }) {
  const t = useTranslations("overview.measures");
  const words = useControlsWords();
  const columns = ["live", "newInWeek", "endingSoon", "reviewInWeek", "reviewOverdue", "lookOverdue"] as const;
  return (
    <SheetSection
      title={t("title")}
      note={<FigureLink of={measures.live} label={t("title")} />}
      aside={measures.sources.length > 0 ? t("aside") : null}
    >
      {measures.sources.length === 0 ? (
        <Nothing>{t("empty")}</Nothing>
      ) : (
        <SheetTable
          label={t("title")}
          heads={[t("source"), ...columns.map((column) => t(column))]}
          rows={measures.sources.map((source) => {
            const name = t("name", { kind: words.measureKind(source.kind), source: words.source(source.source) });
            return {
              id: `${source.kind} ${source.source}`,
              head: (
                <>
                  <StateShape tone="protect" /> {name}
                </>
              ),
              cells: columns.map((column) => (
                <FigureLink key={column} of={source[column]} label={`${name} ${t(column)}`} tone={TONES[column]} />
              )),
            };
          })}
        />
      )}
    </SheetSection>
  );
}

/** What second persons decided in the last 30 days, and how long it took them. */
export function FourEyesSection({ fourEyes }: { fourEyes: NonNullable<Summary["fourEyes"]> }) {
  const t = useTranslations("overview.fourEyes");
  const words = useKindWords();
  const format = useFormat();
  return (
    <SheetSection title={t("title")} note={t("note")} aside={t("self", { count: format.count(fourEyes.selfApproved) })}>
      {fourEyes.kinds.length === 0 ? (
        <Nothing>{t("empty")}</Nothing>
      ) : (
        <SheetTable
          label={t("title")}
          heads={[t("kind"), t("checked"), t("median"), t("rejected"), t("voided")]}
          rows={fourEyes.kinds.map((kind) => {
            const name = words.kind(kind.kind);
            return {
              id: kind.kind,
              head: name,
              cells: [
                <FigureLink key="checked" of={kind.checked} label={`${name} ${t("checked")}`} />,
                kind.medianMinutes === null ? "–" : format.duration(kind.medianMinutes * 60),
                <FigureLink key="rejected" of={kind.rejected} label={`${name} ${t("rejected")}`} />,
                <FigureLink key="voided" of={kind.voided} label={`${name} ${t("voided")}`} />,
              ],
            };
          })}
        />
      )}
    </SheetSection>
  );
}
