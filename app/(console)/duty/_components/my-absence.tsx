"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { SectionHead } from "@/components/patterns/headers";
import { Button } from "@/components/ui/button";
import type { LocalDate } from "@/domain/shared/time";
import { useTRPC } from "@/lib/trpc/client";
import { useAsked } from "@/lib/use-asked";
import { useMe } from "@/lib/use-can";
import { AbsenceDialog } from "./absence-dialog";
import { AbsenceLines } from "./absence-lines";

/** When one is away oneself, and the switch. */
export function MyAbsence({ today }: { today: LocalDate }) {
  const t = useTranslations("duty.desk");
  const me = useMe();
  const trpc = useTRPC();
  const { data: absences } = useSuspenseQuery(trpc.duty.myAbsences.queryOptions({}));
  const [open, setOpen] = useAsked("absence");
  return (
    <>
      <SectionHead
        title={t("absenceTitle")}
        note={t("absenceHint")}
        aside={
          <Button small variant="primary" onClick={() => setOpen(true)}>
            {t("setAbsence")}
          </Button>
        }
      />
      {absences.length === 0 ? (
        <p className="hg-sheet-nothing">{t("noAbsence")}</p>
      ) : (
        <AbsenceLines absences={absences} named={false} />
      )}
      {open ? <AbsenceDialog personId={me.personId} today={today} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
