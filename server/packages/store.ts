import { sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { PackageForm, PackageState } from "@/domain/packages/model";
import type { Instant } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** Subject type of a package, and kind of the item when one could not be built. */
export const PACKAGE = "package";
export const PACKAGE_ITEM = "package-failed";

/** One file in a package, as it was sealed. */
export type PackagePart = { readonly name: string; readonly bytes: number; readonly sha256: string };

export type StoredPackage = {
  readonly id: string;
  readonly number: string;
  readonly requestId: string | null;
  readonly customerId: string;
  readonly form: PackageForm;
  readonly language: "zh-CN" | "en";
  readonly state: PackageState;
  readonly askedAt: Instant;
  readonly tries: number;
  readonly storeName: string | null;
  readonly bytes: number;
  readonly sha256: string;
  readonly parts: readonly PackagePart[];
  readonly openUntil: Instant | null;
  readonly downloads: number;
  readonly codeHash: Buffer | null;
  readonly codeUntil: Instant | null;
  readonly wrongCodes: number;
  readonly version: number;
};

type Row = {
  id: string;
  number: string;
  request_id: string | null;
  customer_id: string;
  form: PackageForm;
  language: "zh-CN" | "en";
  state: PackageState;
  asked_at: string;
  tries: number;
  store_name: string | null;
  plain_bytes: string | null;
  sha256: string | null;
  parts: PackagePart[] | null;
  open_until: string | null;
  downloads: number;
  code_hash: Buffer | null;
  code_until: string | null;
  wrong_codes: number;
  version: number;
};

const toPackage = (row: Row): StoredPackage => ({
  id: row.id,
  number: row.number,
  requestId: row.request_id,
  customerId: row.customer_id,
  form: row.form,
  language: row.language,
  state: row.state,
  askedAt: toInstant(row.asked_at),
  tries: row.tries,
  storeName: row.store_name,
  bytes: Number(row.plain_bytes ?? 0),
  sha256: row.sha256 ?? "",
  parts: row.parts ?? [],
  openUntil: toInstantOrNull(row.open_until),
  downloads: row.downloads,
  codeHash: row.code_hash,
  codeUntil: toInstantOrNull(row.code_until),
  wrongCodes: row.wrong_codes,
  version: row.version,
});

const COLUMNS =
  sql.raw(`id, number, request_id, customer_id, form, language, state, asked_at, tries, store_name, plain_bytes, sha256,
  parts, open_until, downloads, code_hash, code_until, wrong_codes, version`);

type Reading = Pick<Scope, "tx" | "actor">;

/** A package of the programme, locked when asked. Throws not-found otherwise. */
export async function loadPackage(
  { tx, actor }: Reading,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredPackage> {
  const { rows } = await tx.execute<Row>(sql`select ${COLUMNS} from subject_packages
    where id = ${id}::uuid and programme_id = ${actor.programmeId} ${options.lock ? sql`for update` : sql``}`);
  return toPackage(rows[0] ?? notFound());
}
