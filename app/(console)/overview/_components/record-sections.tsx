"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { CANDIDATE_STATES } from "@/domain/reports/model";
import { STANDINGS } from "@/domain/worklist/standing";
import { useCan } from "@/lib/use-can";
import { FigureLink } from "./figure";
import { Nothing, SheetSection } from "./section";
import { SheetTable } from "./sheet-table";
import type { Summary } from "./summary";

const BATCH_STATES = ["incomplete", "finalised", "withdrawing", "withdrawn", "failed"] as const;

/** Large-value candidates by state, and the open ones by when they must be reported. */
export function LargeValueSection({ largeValue }: { largeValue: NonNullable<Summary["largeValue"]> }) {
  const t = useTranslations();
  const states = CANDIDATE_STATES.flatMap((state) => {
    const figure = largeValue.states[state];
    return figure ? [{ state, figure }] : [];
  });
  const title = t("overview.largeValue.title");
  const due = STANDINGS.filter((standing) => standing !== "undated");
  return (
    <SheetSection title={title} note={t("overview.largeValue.note")}>
      {states.length === 0 ? (
        <Nothing>{t("overview.largeValue.empty")}</Nothing>
      ) : (
        <>
          <SheetTable
            label={title}
            heads={[t("overview.largeValue.state"), t("overview.largeValue.count")]}
            rows={states.map(({ state, figure }) => {
              const name = t(`reports.labels.states.${state}`);
              return {
                id: state,
                head: name,
                cells: [<FigureLink key={state} of={figure} label={`${title} ${name}`} />],
              };
            })}
          />
          <SheetTable
            label={t("overview.largeValue.due")}
            heads={[t("overview.largeValue.due"), ...due.map((standing) => t(`overview.standings.${standing}`))]}
            rows={[
              {
                id: "open",
                head: t("overview.largeValue.count"),
                cells: due.map((standing) => (
                  <FigureLink
                    key={standing}
                    of={largeValue.due[standing]}
                    label={`${title} ${t(`overview.standings.${standing}`)}`}
                    tone={standing === "late" ? "late" : standing === "today" ? "wait" : undefined}
                  />
                )),
              },
            ]}
          />
        </>
      )}
    </SheetSection>
  );
}

/** Import batches by state. */
export function ImportsSection({ imports }: { imports: NonNullable<Summary["imports"]> }) {
  const t = useTranslations();
  const can = useCan();
  const title = t("overview.imports.title");
  const rows = BATCH_STATES.flatMap((state) => {
    const figure = imports.states[state];
    if (!figure) return [];
    const name = t(`ingestion.labels.states.${state}`);
    const tone = state === "failed" ? ("late" as const) : state === "incomplete" ? ("wait" as const) : undefined;
    return [
      { id: state, head: name, cells: [<FigureLink key={state} of={figure} label={`${title} ${name}`} tone={tone} />] },
    ];
  });
  return (
    <SheetSection title={title} note={t("overview.imports.note")}>
      {rows.length > 0 ? (
        <SheetTable label={title} heads={[t("overview.imports.state"), t("overview.imports.count")]} rows={rows} />
      ) : (
        <Nothing>
          {t("overview.imports.empty")}
          {can("ingestion.import") ? (
            <ButtonLink href="/ingestion" small>
              {t("overview.imports.first")}
            </ButtonLink>
          ) : null}
        </Nothing>
      )}
    </SheetSection>
  );
}
