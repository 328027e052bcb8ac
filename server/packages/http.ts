import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { DOOR_ANSWER_MS, DOOR_RATES } from "@/domain/packages/policy";
import { collectForm } from "@/domain/packages/schema";
import { epochMilliseconds } from "@/domain/shared/time";
import { type BlobStore, configuredStore, DamagedError } from "@/server/evidence/public";
import type { Principal } from "@/server/kernel/actor";
import { readBounded } from "@/server/kernel/bounded-body";
import { addressName, takeFrom } from "@/server/kernel/buckets";
import { execute } from "@/server/kernel/command";
import { AppError } from "@/server/kernel/errors";
import { log, safeError } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import { type Runtime, runtime } from "@/server/kernel/runtime";
import { fromElsewhere } from "@/server/kernel/same-origin";
import { inScope, type Scope } from "@/server/kernel/scope";
import { archiveOf, type Taking } from "./archive";
import { codeHash } from "./codes";
import { takeByCode } from "./commands/take-by-code";
import { packageKey } from "./keys";
import { readLink } from "./link";
import { loadPackage } from "./store";

type House = { readonly runtime: Runtime; readonly store: BlobStore };
type Person = Principal & { readonly kind: "person" };

const HEADERS = { "cache-control": "private, no-store", "x-content-type-options": "nosniff" } as const;
const STATUS = { "not-found": 404, forbidden: 403, unauthenticated: 401, invalid: 400, unavailable: 503 } as const;
const MOST_BYTES = 2_048;

const json = (body: unknown, status: number, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers: { ...HEADERS, ...headers } });

/** One handing out that was counted just now: the package, its key, and the cover line of this copy. */
async function granted(scope: Scope, packageId: string, downloadId: string, who: Taking["who"]) {
  const of = await loadPackage(scope, packageId);
  const key = await packageKey(scope, packageId);
  const { rows } = await scope.tx.execute<{
    at: string;
    count: number;
  }>(sql`select d.at, (select count(*)::int from package_downloads e
      where e.package_id = d.package_id and (e.at, e.id) <= (d.at, d.id)) as count
    from package_downloads d where d.id = ${downloadId}::uuid and d.package_id = ${packageId}::uuid
      and d.programme_id = ${scope.actor.programmeId}`);
  const [download] = rows;
  if (of.state !== "ready" || !key || !download) throw new AppError("not-found");
  const taking: Taking = {
    who,
    role: scope.actor.roles.join("、"),
    at: new Date(download.at).toISOString(),
    count: download.count,
  };
  return { of, key, taking };
}

async function send({ store }: House, grant: Awaited<ReturnType<typeof granted>>): Promise<Response> {
  const { of, key, taking } = grant;
  const body = await archiveOf(store, key, of, taking);
  return new Response(body, {
    headers: {
      ...HEADERS,
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="${of.number}.zip"`,
    },
  });
}

const failed = (error: unknown): Response => {
  if (error instanceof AppError) return json({ error: error.category }, STATUS[error.category]);
  log("error", "packages", { outcome: error instanceof DamagedError ? "damaged" : "failed", ...safeError(error) });
  return json({ error: "unavailable" }, STATUS.unavailable);
};

const houseOf = async (house?: House): Promise<House> =>
  house ?? { runtime: await runtime(), store: await configuredStore() };

/** What a link of the desk opens: the package as a ZIP, for the session it was made for, within its minutes. */
export async function getPackage(principal: Person | null, link: string, house?: House): Promise<Response> {
  try {
    if (!principal) throw new AppError("unauthenticated");
    const own = await houseOf(house);
    const claims = readLink(own.runtime.keyRing, link);
    const fits = claims?.session === principal.sessionId && claims.programme === principal.programmeId;
    if (!claims || !fits || claims.until <= epochMilliseconds(own.runtime.clock())) throw new AppError("not-found");
    const grant = await inScope(own.runtime, principal, "read", async (scope) => {
      if (!scope.actor.permissions.has("packages.download")) throw new AppError("forbidden");
      return { keep: false, value: await granted(scope, claims.package, claims.download, "desk") };
    });
    return await send(own, grant);
  } catch (error) {
    return failed(error);
  }
}

const unknown = { problem: "unknown" } as const;

/** Tries a number and its code; what opens nothing gives nothing, whatever is wrong with it. */
async function collect(house: House, number: string, code: string): Promise<Response | undefined> {
  const { pool, keyRing } = house.runtime;
  const { rows } = await pool.query<{ id: string; programme_id: string }>(
    "select id, programme_id from subject_packages where number = $1 limit 1",
    [number],
  );
  // Of a number nobody has, the same is worked out.
  const packageId = rows[0]?.id ?? newId();
  const hash = codeHash(keyRing, packageId, code).toString("hex");
  if (!rows[0]) return undefined;
  const principal = { kind: "system", name: "system:public-form", programmeId: rows[0].programme_id } as const;
  const requestId: string = newId();
  const input = { packageId, codeHash: hash };
  const outcome = await execute(house.runtime, takeByCode, { principal, input, key: requestId, requestId });
  if (!outcome.ok || outcome.result === null) return undefined;
  const { downloadId } = outcome.result;
  const grant = await inScope(house.runtime, principal, "read", async (scope) => ({
    keep: false,
    value: await granted(scope, packageId, downloadId, "letter"),
  }));
  return send(house, grant);
}

/**
 * The public door: a number and its code against a package, once. 404 for everything that opens nothing, always as late; 429 for
 * who tries too often, 403 for another site, 400 and 413 for what is no form.
 */
export async function postCollect(
  request: Request,
  { address }: { readonly address: string | null },
  given?: House,
): Promise<Response> {
  if (fromElsewhere(request)) return json({ problem: "elsewhere" }, 403);
  const started = performance.now();
  try {
    const bytes = await readBounded(request, MOST_BYTES);
    if (bytes === null) return json({ problem: "too-long" }, 413);
    const parsed = collectForm.safeParse(await new Response(bytes.toString("utf8")).json().catch(() => null));
    if (!parsed.success) return json({ problem: "invalid" }, 400);
    const house = await houseOf(given);
    const { pool, keyRing } = house.runtime;
    const own = addressName(keyRing, address);
    const takes = [
      { name: `package-address:${own}`, cost: 1, ...DOOR_RATES.address },
      { name: "package-all", cost: 1, ...DOOR_RATES.all },
    ];
    const stopped = (await takeFrom(pool, takes)).find((state) => !state.granted);
    if (stopped) return json({ problem: "rate" }, 429, { "retry-after": String(stopped.nextIn) });
    const found = await collect(house, parsed.data.number.trim().toUpperCase(), parsed.data.code);
    if (found) return found;
    await pause(Math.max(0, DOOR_ANSWER_MS - (performance.now() - started)));
    return json(unknown, 404);
  } catch (error) {
    return failed(error);
  }
}
