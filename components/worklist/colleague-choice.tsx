"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useBilingual } from "@/lib/bilingual";
import { useRefusalText } from "@/lib/refusal-text";
import { useTRPC } from "@/lib/trpc/client";

/** Who shall have it: each colleague with how much he has, and why not where he may not. */
export function ColleagueChoice(props: {
  itemId?: string;
  value: string;
  except?: string;
  onChange(id: string): void;
}) {
  const t = useTranslations("worklist.page.deed");
  const trpc = useTRPC();
  const say = useBilingual();
  const words = useRefusalText();
  const input = { purpose: "assign" as const, ...(props.itemId ? { itemId: props.itemId } : {}) };
  const { data, isPending, isError } = useQuery(trpc.worklist.colleagues.queryOptions(input));
  const shown = (data ?? []).filter(({ person }) => person.id !== props.except);
  return (
    <fieldset className="hg-control">
      <legend>{t("person")}</legend>
      {isPending ? <p className="hg-hint">{t("personLoading")}</p> : null}
      {isError ? (
        <p className="hg-error" role="alert">
          {t("personFailed")}
        </p>
      ) : null}
      <div className="hg-choices">
        {shown.map(({ person, load, cap, away, refusal }) => {
          const why = refusal ? words({ code: refusal, params: { cap } }) : away ? t("away") : null;
          return (
            <label key={person.id} className="hg-choice">
              <input
                type="radio"
                name="person"
                value={person.id}
                checked={props.value === person.id}
                disabled={refusal !== null}
                onChange={() => props.onChange(person.id)}
              />
              <span>{say(person.name)}</span>
              <span className="hg-ink-3 hg-num">{t("load", { load, cap })}</span>
              {why ? <span className="hg-ink-3 hg-why">{why}</span> : null}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
