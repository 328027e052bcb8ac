"use client";

import { useTranslations } from "next-intl";
import { cx } from "@/components/ui/cx";
import { type MaskedRun, Tape } from "./masked-value";

/** A stretch of a compared value: shown, taped over, or differing. */
export type DiffRun = MaskedRun | { readonly differs: string };

/** One side of a comparison: only the characters that differ are uncovered and boxed. */
export function DiffValue({ runs, tone = "late" }: { runs: readonly DiffRun[]; tone?: "late" | "wait" }) {
  return (
    <span className="hg-masked">
      {runs.map((run, index) => {
        if (typeof run === "string") return run;
        const key = `${index}`;
        if ("hidden" in run) return <Tape key={key} hidden={run.hidden} han={run.han} />;
        return (
          <mark key={key} className={cx("hg-diff", tone === "wait" && "hg-wait")}>
            {run.differs}
          </mark>
        );
      })}
    </span>
  );
}

/** A field and its values from several sources, as a row of a table. */
export function DiffRow(props: { field: string; values: readonly (readonly DiffRun[])[]; tone?: "late" | "wait" }) {
  return (
    <tr>
      <th scope="row" className="hg-ink-2">
        {props.field}
      </th>
      {props.values.map((runs, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a value is its source's column
        <td key={index}>
          <DiffValue runs={runs} tone={props.tone} />
        </td>
      ))}
    </tr>
  );
}

export type Change = { id: string; what: string; before: string; after: string; remark?: string };

/** Facts that moved: what, before, after, and where from. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const t = useTranslations("common");
  return (
    <dl className="hg-changes">
      {changes.map((change) => (
        <div key={change.id}>
          <dt>{change.what}</dt>
          <dd>
            <span className="hg-sr">{t("change.before")}</span>
            <del>{change.before}</del>
          </dd>
          <dd aria-hidden="true">{"→"}</dd>
          <dd>
            <span className="hg-sr">{t("change.after")}</span>
            <ins>{change.after}</ins>
          </dd>
          <dd className="hg-remarked">{change.remark}</dd>
        </div>
      ))}
    </dl>
  );
}
