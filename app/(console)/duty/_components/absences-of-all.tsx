"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SectionHead } from "@/components/patterns/headers";
import { EmptyState } from "@/components/patterns/states";
import { Button } from "@/components/ui/button";
import type { LocalDate } from "@/domain/shared/time";
import { useTRPC } from "@/lib/trpc/client";
import { AbsenceDialog } from "./absence-dialog";
import { AbsenceLines } from "./absence-lines";

/** Everybody who is or will be away; a team lead enters absences for others. */
export function AbsencesOfAll({ today }: { today: LocalDate }) {
  const t = useTranslations("duty.desk");
  const trpc = useTRPC();
  const { data: absences } = useSuspenseQuery(trpc.duty.absences.queryOptions({}));
  const [open, setOpen] = useState(false);
  return (
    <>
      <SectionHead
        title={t("tabAway")}
        aside={
          <Button small variant="primary" onClick={() => setOpen(true)}>
            {t("setAbsenceFor")}
          </Button>
        }
      />
      {absences.length === 0 ? (
        <EmptyState title={t("none")} text={t("absenceHint")} />
      ) : (
        <AbsenceLines absences={absences} named />
      )}
      {open ? <AbsenceDialog personId={null} today={today} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
