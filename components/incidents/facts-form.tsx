"use client";

import { useTranslations } from "next-intl";
import {
  CAUSES,
  type Cause,
  CERTAINTIES,
  type Certainty,
  DATA_KINDS,
  type DataKind,
  SYSTEMS,
  type System,
} from "@/domain/incidents/model";
import { Choice, Line, Ticks, Words } from "./form-parts";
import { useKindWords } from "./use-kind-words";

/** What is known of an incident, as its forms hold it. */
export type FactsForm = {
  certainty: Certainty;
  systems: System[];
  dataKinds: DataKind[];
  estimate: string;
  cause: Cause;
  what: string;
  why: string;
  harm: string;
};

/** The facts as the server takes them. */
export const factsOf = ({ estimate, ...facts }: FactsForm) => ({
  ...facts,
  estimate: Math.max(0, Math.trunc(Number(estimate) || 0)),
});

/** The fields of what is known: shared by entering an incident and by amending one. */
export function FactsFields({ value, onChange }: { value: FactsForm; onChange(value: FactsForm): void }) {
  const t = useTranslations("incidents.page.forms");
  const words = useTranslations("incidents");
  const set = (change: Partial<FactsForm>) => onChange({ ...value, ...change });
  const kindWords = useKindWords();
  const kinds = DATA_KINDS.map((kind) => ({ value: kind, label: kindWords(kind) }));
  return (
    <>
      <Choice
        label={t("certainty")}
        value={value.certainty}
        options={CERTAINTIES.map((one) => ({ value: one, label: words(`certainties.${one}`) }))}
        onChange={(certainty) => set({ certainty })}
      />
      <Words label={t("what")} value={value.what} onChange={(what) => set({ what })} rows={3} required />
      <Ticks legend={t("data")} chosen={value.dataKinds} options={kinds} onChange={(dataKinds) => set({ dataKinds })} />
      <Ticks
        legend={t("systems")}
        chosen={value.systems}
        options={SYSTEMS.map((one) => ({ value: one, label: words(`systems.${one}`) }))}
        onChange={(systems) => set({ systems })}
      />
      <Line label={t("estimate")} type="number" value={value.estimate} onChange={(estimate) => set({ estimate })} />
      <Choice
        label={t("cause")}
        value={value.cause}
        options={CAUSES.map((one) => ({ value: one, label: words(`causes.${one}`) }))}
        onChange={(cause) => set({ cause })}
      />
      <Words label={t("why")} value={value.why} onChange={(why) => set({ why })} />
      <Words label={t("harm")} value={value.harm} onChange={(harm) => set({ harm })} />
    </>
  );
}
