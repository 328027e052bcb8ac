"use client";

import { useQuery } from "@tanstack/react-query";
import type { OrderDraft } from "@/components/orders/order-draft";
import { OrderForm } from "@/components/orders/order-form";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { NoPermission } from "@/components/patterns/states";
import type { OrderAct } from "@/domain/orders/model";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";

/** The form, begun with what the order it is about already says. */
export function NewOrderScreen({ act, aboutId }: { act: OrderAct | null; aboutId: string | null }) {
  const can = useCan();
  const trpc = useTRPC();
  const query = useQuery({ ...trpc.orders.about.queryOptions({ id: aboutId ?? "" }), enabled: aboutId !== null });
  if (!can("orders.register")) return <NoPermission />;
  if (aboutId !== null && query.isPending) return <ItemSkeleton />;
  const about = query.data;
  const start: Partial<OrderDraft> = {
    ...(act ? { act } : {}),
    ...(about
      ? {
          aboutId: about.id,
          authority: about.authority,
          authorityName: about.authorityName,
          caseNumber: about.caseNumber,
          basis: about.basis,
        }
      : {}),
  };
  return <OrderForm start={start} />;
}
