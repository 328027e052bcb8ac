"use client";

import { useTranslations } from "next-intl";

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
