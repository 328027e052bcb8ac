import { CLASSIFICATION } from "@/db/classification";
import type { Personal } from "@/db/data-classes";
import { DATA_MAP } from "@/db/data-map";
import { judgeProtection } from "@/domain/retention/grades";
import type { MapRow } from "@/domain/retention/schema";
import type { Rules } from "@/domain/rulebook/model";
import type { LocalDate } from "@/domain/shared/time";

/** The data map as the register shows it: every column that holds personal data, by table. */
export function mapRows(rules: Rules, today: LocalDate): MapRow[] {
  return Object.entries(CLASSIFICATION)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([table, columns]) =>
      Object.entries(columns).flatMap(([column, data]) =>
        typeof data === "string" ? [] : [rowOf({ table, column }, data, rules, today)],
      ),
    );
}

function rowOf(at: { table: string; column: string }, data: Personal, rules: Rules, today: LocalDate): MapRow {
  const map = DATA_MAP[at.table];
  const { grade, protection } = data;
  return {
    ...at,
    grade,
    of: data.of,
    data: data.data,
    purpose: data.purpose,
    class: data.retention.class,
    rule: data.retention.rule,
    protection: protection.kind,
    reason: protection.kind === "clear" ? protection.reason : null,
    standing: judgeProtection({ grade, protection: protection.kind, owner: data.of }, rules, today).value,
    route: map ? routeOf(map.route) : null,
    section: map && "section" in map.disclose ? map.disclose.section : null,
    ends: endOf(at, data),
  };
}

function routeOf(route: NonNullable<(typeof DATA_MAP)[string]>["route"]): string | null {
  if (route.by === "none") return null;
  return route.by === "column" ? route.column : `${route.through}.${route.column}`;
}

function endOf({ table, column }: { table: string; column: string }, data: Personal): string {
  const erase = DATA_MAP[table]?.erase;
  if (erase === "rows") return "row";
  if (data.protection.kind === "sealed" || erase === undefined || erase === "keys") return "key";
  return erase[column] ?? "key";
}
