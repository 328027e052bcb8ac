"use client";

import { TermChip, TermText } from "@/components/controls/term-chip";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { holdsStill, type OrderDetail, type OrderRow } from "./orders";

const termOf = ({ startsAt, receivedAt, endedAt, endsAt }: OrderRow) => ({
  startsAt,
  requestedAt: receivedAt,
  expiresAt: endedAt ?? endsAt,
});

/** What is left of an order's term, or when it ended; a dash where it has none, and until a queued one takes hold. */
export function OrderTerm({ order }: { order: OrderRow }) {
  const term = termOf(order);
  if (term.expiresAt === null) return "–";
  return <TermText measure={term} live={holdsStill(order)} />;
}

/** The exact moment at which it ends or ended, and beside it what is left. */
export function OrderEnd({ order }: { order: OrderRow }) {
  const format = useFormat();
  const { expiresAt } = termOf(order);
  if (expiresAt === null) return "–";
  return (
    <span className="whitespace-nowrap">
      {holdsStill(order) ? (
        <>
          <OrderTerm order={order} />{" "}
        </>
      ) : null}
      <span className="hg-small">{format.dateTime(expiresAt as Instant)}</span>
    </span>
  );
}

/** The clock of an order's header, while it holds. */
export function OrderClock({ order }: { order: OrderDetail }) {
  return holdsStill(order) ? <TermChip measure={termOf(order)} renewals={order.renewals} /> : null;
}
