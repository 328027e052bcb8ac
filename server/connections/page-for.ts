import type { z } from "zod";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { ask, type Query } from "@/server/kernel/query";
import { openCursor, signCursor } from "./cursor";
import { stop } from "./problems";
import type { Answer, Call } from "./route";

type Paged = { readonly limit: number; readonly cursor?: string | undefined };
type ListOutput<Row> = z.ZodType<{ rows: Row[]; nextCursor: string | null; count: number; countCapped: boolean }>;

/** One page of a console list as a door answers it. Stops the call for a cursor of another list, filter or key. */
export async function pageFor<Row, Item>(
  { runtime, principal, requestId, query }: Call<unknown, Paged, unknown>,
  list: Query<z.ZodType, ListOutput<Row>>,
  name: string,
  filters: object,
  itemOf: (row: Row) => Item,
): Promise<Answer<{ items: Item[]; nextCursor: string | null }>> {
  const who = principal.kind === "client" ? principal.keyId : "";
  const about = canonicalJson({ who, name, filters });
  const cursor = query.cursor === undefined ? undefined : openCursor(runtime.keyRing, about, query.cursor);
  if (query.cursor !== undefined && cursor === undefined) stop("connections.request.cursor");
  const input = { filters, limit: query.limit, ...(cursor === undefined ? {} : { cursor }) };
  const page = await ask(runtime, list, { principal, input, requestId });
  const nextCursor = signCursor(runtime.keyRing, about, page.nextCursor);
  return { body: { items: page.rows.map(itemOf), nextCursor } };
}

/** The range of a list's date filter; undefined when neither end is given. */
export function dateRange(
  from: string | undefined,
  to: string | undefined,
): { from?: string; to?: string } | undefined {
  return from || to ? { ...(from ? { from } : {}), ...(to ? { to } : {}) } : undefined;
}
