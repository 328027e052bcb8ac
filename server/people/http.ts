import { z } from "zod";
import { csvLine } from "@/domain/shared/csv-line";
import { hashPassword, judgePassword } from "@/server/identity/public";
import type { Principal } from "@/server/kernel/actor";
import { readBounded } from "@/server/kernel/bounded-body";
import { execute } from "@/server/kernel/command";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { runtime } from "@/server/kernel/runtime";
import { fromElsewhere } from "@/server/kernel/same-origin";
import { inScope } from "@/server/kernel/scope";
import { useLink } from "./commands/accept-link";
import { type FoundLink, findLink } from "./links";
import { reviewLines } from "./reviews";
import { momentOf, rightsAt } from "./rights";

const json = (body: unknown, status: number) =>
  Response.json(body, { status, headers: { "cache-control": "no-store" } });

/** What the page of a link shows: the name it was made for; null for a link that is no good, whatever the reason. */
export async function openLink(secret: string): Promise<FoundLink | null> {
  const house = await runtime();
  return findLink(house.pool, secret, house.clock());
}

const MOST_BYTES = 16_384;
const body = z.strictObject({ secret: z.string().max(100), password: z.string().min(1).max(1024) });

/**
 * Sets the password of whoever came by a link. 200 with the e-mail to sign in with; 422 with the refusal's code when the
 * password is too weak; 410 for a link that is no good, whatever the reason; 400 for what is not asked for; 403 for another site.
 */
export async function postLink(request: Request): Promise<Response> {
  if (fromElsewhere(request)) return json({ error: "forbidden" }, 403);
  if (!request.headers.get("content-type")?.startsWith("application/json")) return json({ error: "invalid" }, 400);
  const sent = new Response((await readBounded(request, MOST_BYTES))?.toString("utf8"));
  const parsed = body.safeParse(await sent.json().catch(() => null));
  if (!parsed.success) return json({ error: "invalid" }, 400);
  const { secret, password } = parsed.data;
  const house = await runtime();
  const link = await findLink(house.pool, secret, house.clock());
  if (!link) return json({ code: "people.link.spent" }, 410);
  const weak = judgePassword(password, { email: link.email, names: [link.name.zh, link.name.en] });
  if (weak) return json({ code: weak.code, params: weak.params }, 422);
  const principal: Principal = { kind: "system", name: "system:sign-in", programmeId: link.programmeId };
  const input = { linkId: link.id, passwordHash: await hashPassword(password) };
  const outcome = await execute(house, useLink, { principal, input, key: newId(), requestId: newId() });
  if (!outcome.ok) return json({ code: "people.link.spent" }, 410);
  return json({ email: link.email }, 200);
}

/** A file of people's rights for whoever may read them: on a day, or the lines of one review. 401, 403, 400, 404 otherwise. */
export async function getFile(params: URLSearchParams, principal: Principal | null): Promise<Response> {
  if (!principal) return json({ error: "unauthenticated" }, 401);
  const asked = z
    .union([z.object({ on: z.iso.date() }), z.object({ review: z.uuid() })])
    .safeParse(Object.fromEntries(params));
  if (!asked.success) return json({ error: "invalid" }, 400);
  try {
    const house = await runtime();
    const rows = await inScope(house, principal, "read", async (scope) => {
      if (!scope.actor.permissions.has("people.read")) throw new AppError("forbidden");
      return { keep: false, value: await tableOf(scope, asked.data) };
    });
    const name = "on" in asked.data ? `rights-${asked.data.on}` : `review-${asked.data.review}`;
    return new Response(`\ufeff${rows.map(csvLine).join("")}`, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${name}.csv"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const status = { "not-found": 404, forbidden: 403, unauthenticated: 401, invalid: 400, unavailable: 503 };
    return json({ error: error.category }, status[error.category]);
  }
}

type Scoped = Parameters<typeof rightsAt>[0];

async function tableOf(scope: Scoped, asked: { on: string } | { review: string }): Promise<string[][]> {
  if ("on" in asked) {
    const at = momentOf(asked.on, scope.now);
    const head = ["at", "name", "name_en", "email", "role", "granted_at", "granted_by", "ends_at", "lent_by"];
    const rows = await rightsAt(scope, at);
    return [
      head,
      ...rows.map((row) => [
        at,
        row.name.zh,
        row.name.en,
        row.email,
        row.role,
        row.grantedAt,
        row.granter?.zh ?? row.grantedBy,
        row.endsAt ?? "",
        row.lentBy?.zh ?? "",
      ]),
    ];
  }
  const lines = await reviewLines(scope, asked.review);
  if (lines.length === 0) throw new AppError("not-found");
  const head = ["name", "name_en", "email", "role", "granted_at", "decision", "reason", "decided_by", "decided_at"];
  return [
    head,
    ...lines.map((row) => [
      row.name.zh,
      row.name.en,
      row.email,
      row.role,
      row.grantedAt,
      row.decision ?? "",
      row.reasonCode ?? "",
      row.decider?.zh ?? "",
      row.decidedAt ?? "",
    ]),
  ];
}
