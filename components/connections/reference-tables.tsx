"use client";

import { useTranslations } from "next-intl";
import { SectionHead } from "@/components/patterns/headers";
import { connectionsRefusals, statusOf } from "@/domain/connections/codes";
import type { ApiScope } from "@/domain/connections/scopes";
import { useRefusalText } from "@/lib/refusal-text";

/** Every door with the scope it needs. */
export function DoorsTable(props: { doors: readonly { method: string; path: string; scope: ApiScope }[] }) {
  const t = useTranslations("connections.reference");
  const scopes = useTranslations("connections.keys.scopeNames");
  return (
    <section aria-label={t("calls")}>
      <SectionHead title={t("calls")} ruled />
      <table className="hg-table">
        <thead>
          <tr>
            <th scope="col">{t("calls")}</th>
            <th scope="col">{t("scope")}</th>
          </tr>
        </thead>
        <tbody>
          {props.doors.map(({ method, path, scope }) => (
            <tr key={`${method} ${path}`}>
              <td className="hg-mono hg-small">{`${method} ${path}`}</td>
              <td>{scopes(scope)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Every code of the door, with its status and what it says. A problem's `type` leads to its row. */
export function CodesTable() {
  const t = useTranslations("connections.reference");
  const words = useRefusalText();
  return (
    <section aria-label={t("codes")}>
      <SectionHead title={t("codes")} ruled />
      <table className="hg-table">
        <thead>
          <tr>
            <th scope="col">{t("code")}</th>
            <th scope="col">{t("status")}</th>
            <th scope="col">{t("meaning")}</th>
          </tr>
        </thead>
        <tbody>
          {connectionsRefusals.map((code) => (
            <tr key={code} id={code}>
              <td className="hg-mono hg-small">{code}</td>
              <td>{statusOf(code)}</td>
              <td>{words({ code })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
