import type { Tone } from "@/components/patterns/tone";
import { ORDER_STATES } from "@/domain/orders/model";
import { ordersList } from "@/domain/orders/output";
import type { ListInput } from "@/domain/shared/list";
import { readListInput } from "@/lib/list-input";
import type { RouterOutputs } from "@/lib/trpc/types";

export type OrderRow = RouterOutputs["orders"]["list"]["rows"][number];
export type OrderDetail = RouterOutputs["orders"]["detail"];

export const ORDERS_PATH = "/orders";
export const NEW_ORDER_PATH = "/orders/new";

export const ORDER_TONE: Readonly<Record<OrderRow["state"], Tone>> = {
  registered: "wait",
  queued: "wait",
  "in-force": "protect",
  executed: "done",
  released: "none",
  lapsed: "none",
  failed: "late",
  refused: "late",
};

/** The views of the register by the address's `state`; the first is shown when the address names none. */
export const ORDER_VIEWS = {
  standing: "registered,queued,in-force,failed",
  ended: "executed,released,lapsed",
  refused: "refused",
  all: ORDER_STATES.join(","),
} as const;
export type OrderView = keyof typeof ORDER_VIEWS;

/** The view an address asks for. */
export function orderView(state: string | undefined): OrderView {
  const views = Object.keys(ORDER_VIEWS) as OrderView[];
  return views.find((view) => ORDER_VIEWS[view] === state) ?? (state ? "all" : "standing");
}

/** The list's query from its address; without a state it shows what stands. */
export function ordersInput(address: Readonly<Record<string, string>>): ListInput<typeof ordersList> {
  return readListInput(ordersList, { ...address, state: address.state ?? ORDER_VIEWS.standing });
}

/** The open order a path names, or null. */
export function orderIdOf(pathname: string): string | null {
  return /^\/orders\/([0-9a-f-]{36})$/i.exec(pathname)?.[1] ?? null;
}

/** Whether an order holds money, or is about to. */
export function holdsStill({ state }: Pick<OrderRow, "state">): boolean {
  return state === "registered" || state === "queued" || state === "in-force";
}

/** The key of the sentence that says what must happen next; a query waits for us, and not for the core. */
export function nextOfOrder({ act, state }: Pick<OrderRow, "act" | "state">): OrderRow["state"] | "query" {
  return act === "query" && state === "registered" ? "query" : state;
}
