import { sql } from "drizzle-orm";
import { isSecret } from "@/domain/orders/bases";
import type { StandingOrder } from "@/domain/orders/model";
import type { PaperInput } from "@/domain/orders/schema";
import { type Refusal, refuse } from "@/domain/shared/result";
import type { Scope } from "@/server/kernel/scope";
import { measureOf } from "./acts";
import { asOrder } from "./electronic/as-order";
import { findOrder as findElectronic, type StoredOrder } from "./electronic/store";
import { findOrder } from "./store";

/** The freeze or stop that a paper is about: taken in at the counter, or given by the platform. */
export type About = {
  readonly order: StandingOrder;
  /** What it holds with, not yet ended; null where it holds nothing. */
  readonly measureId: string | null;
  /** The platform's order; null for one on paper. */
  readonly platform: StoredOrder | null;
};

type Paper = Pick<PaperInput, "aboutId" | "authority">;

const lookAt = async (scope: Scope, id: string) =>
  (await findOrder(scope, id, { lock: false })) ?? (await findElectronic(scope, id, { lock: false }));

/** What a renewal or release is about, locked; its account before it, as the core's answers take them. */
export async function aboutOf(scope: Scope, { aboutId, authority }: Paper): Promise<About | undefined> {
  if (aboutId === null) return undefined;
  const seen = await lookAt(scope, aboutId);
  if (seen?.accountId) await scope.tx.execute(sql`select from accounts where id = ${seen.accountId}::uuid for update`);
  const order = seen && (await findOrder(scope, aboutId, { lock: true }));
  if (!order) return seen && onPlatform(scope, aboutId, authority);
  if (order.act !== "freeze" && order.act !== "stop") return undefined;
  return { order, measureId: (await measureOf(scope, order.id)) ?? null, platform: null };
}

/** The same of the platform's. One that gave nothing yet is none: it waits for a person who finds its account. */
async function onPlatform(scope: Scope, id: string, paper: Paper["authority"]): Promise<About | undefined> {
  const platform = await findElectronic(scope, id, { lock: true });
  if (!platform || platform.state === "received" || platform.state === "mismatch") return undefined;
  const order = await asOrder(scope, platform, paper);
  return order && { order, measureId: platform.endedAt === null ? platform.measureId : null, platform };
}

/** The id a paper is kept with: of the order it renews or releases, and of none that whoever takes it in cannot see. */
export async function aboutIdOf(scope: Scope, input: PaperInput): Promise<string | null> {
  const { act, aboutId } = input;
  if (aboutId === null || (act !== "renew" && act !== "release")) return null;
  return (await lookAt(scope, aboutId)) ? aboutId : null;
}

/**
 * Holds what a paper is about before anything is decided of it. A paper is kept under the same wall as its order, or the
 * one would tell of the other: refuses a basis that would not. Undefined where nothing speaks against it.
 */
export async function holdAbout(scope: Scope, input: PaperInput): Promise<Refusal | undefined> {
  const about = await aboutOf(scope, input);
  if (!about || isSecret(about.order) === isSecret(input)) return undefined;
  return { ...refuse("orders.order.basis-differs", { field: "basis" }), clearance: "suspicion" };
}
