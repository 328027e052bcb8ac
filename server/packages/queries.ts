import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { codeStands, mayHandOut, mayRevoke, packageBasis } from "@/domain/packages/decisions";
import type { DownloadWay, PackageFailure, PackageForm, PackageState } from "@/domain/packages/model";
import { DOWNLOADS_MOST } from "@/domain/packages/policy";
import { PACKAGES_LIST, packageDetail, packageRow } from "@/domain/packages/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { shanghaiDate } from "@/domain/shared/time";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { loadPackage } from "./store";

type Columns = CustomerColumns & {
  id: string;
  number: string;
  version: number;
  request_id: string | null;
  form: PackageForm;
  state: PackageState;
  asked_at: string;
  ready_at: string | null;
  open_until: string | null;
  downloads: number;
};

const COLUMNS = sql`k.id, k.number, k.version, k.request_id, k.form, k.state, k.asked_at, k.ready_at, k.open_until, k.downloads, k.customer_id,
  (select c.number from customers c where c.id = k.customer_id) as customer_number,
  (select c.name_sealed from customers c where c.id = k.customer_id) as customer_name`;

async function present(scope: Scope, rows: readonly Columns[]): Promise<z.input<typeof packageRow>[]> {
  const refs = await customerRefs(scope, rows);
  return rows.map((row, at) => ({
    id: row.id,
    number: row.number,
    version: row.version,
    customer: refs[at] ?? notFound(),
    requestId: row.request_id,
    form: row.form,
    state: row.state,
    askedAt: toInstant(row.asked_at),
    readyAt: toInstantOrNull(row.ready_at),
    openUntil: toInstantOrNull(row.open_until),
    downloads: row.downloads,
  }));
}

/** Packages, the newest first. What is in one no query tells. */
export const packagesList = query({
  name: "packages.packages.list",
  permission: "packages.read",
  clearance: "general",
  input: listInput(PACKAGES_LIST),
  output: listOutput(packageRow),
  async resolve(scope, input) {
    const page = await runList<typeof PACKAGES_LIST, Columns>(scope.tx, PACKAGES_LIST, input, {
      select: COLUMNS,
      from: sql`subject_packages k`,
      where: [sql`k.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          state: sql`k.state`,
          form: sql`k.form`,
          asked: sql`(k.asked_at at time zone 'Asia/Shanghai')::date`,
          number: sql`k.number`,
          customer: sql`k.customer_id`,
        },
        sorts: {
          askedAt: { by: sql`k.asked_at`, type: "timestamptz" },
          openUntil: { by: sql`coalesce(k.open_until, 'infinity')`, type: "timestamptz" },
        },
        id: sql`k.id`,
      },
    });
    return { ...page, rows: await present(scope, page.rows) };
  },
});

const NAME = (column: string) =>
  sql.raw(`coalesce((select p.name_zh from people p where 'person:' || p.id::text = ${column}), ${column})`);

type DetailColumns = Columns & {
  failure: PackageFailure | null;
  asked_name: string;
  ended_name: string | null;
  ended_at: string | null;
};

/** One package: how it fares, who fetched it, and what may be done. */
export const packageDetailQuery = query({
  name: "packages.package.detail",
  permission: "packages.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: packageDetail,
  async resolve(scope, { id }) {
    const { tx, actor, now, rules } = scope;
    const { rows } =
      await tx.execute<DetailColumns>(sql`select ${COLUMNS}, k.failure, k.ended_at, ${NAME("k.asked_by")} as asked_name,
        ${NAME("k.ended_by")} as ended_name
      from subject_packages k where k.id = ${id}::uuid and k.programme_id = ${actor.programmeId}`);
    const row = rows[0] ?? notFound();
    const of = await loadPackage(scope, id);
    const [shown = notFound()] = await present(scope, [row]);
    const taken = await tx.execute<{
      way: DownloadWay;
      at: string;
      by: string;
    }>(sql`select d.way, d.at, ${NAME("d.taken_by")} as by
      from package_downloads d where d.package_id = ${id}::uuid and d.programme_id = ${actor.programmeId} order by d.at, d.id`);
    const ready = mayHandOut(of, now);
    const may = (permission: "packages.download" | "packages.prepare") => actor.permissions.has(permission);
    return {
      ...shown,
      language: of.language,
      askedBy: row.asked_name,
      tries: of.tries,
      failure: row.failure,
      bytes: of.bytes === 0 ? null : of.bytes,
      sha256: of.sha256 || null,
      parts: of.parts.map((part) => ({ ...part })),
      downloadsMost: DOWNLOADS_MOST,
      code: of.codeUntil && {
        until: of.codeUntil,
        stands: codeStands({ there: of.codeHash !== null, until: of.codeUntil, wrong: of.wrongCodes }, now),
        wrong: of.wrongCodes,
      },
      endedAt: toInstantOrNull(row.ended_at),
      endedBy: row.ended_name,
      taken: taken.rows.map(({ way, at, by }) => ({ way, at: toInstant(at), by: way === "desk" ? by : null })),
      basis: packageBasis(of.form, rules, shanghaiDate(of.askedAt)).map((one) => ({ ...one })),
      may: {
        download: ready.ok && may("packages.download"),
        code: ready.ok && may("packages.prepare"),
        revoke: mayRevoke(of).ok && may("packages.prepare"),
        refusal: ready.ok ? null : ready.code,
      },
    };
  },
});
