import { ELECTRONIC_POLICY } from "@/domain/orders/electronic/policy";
import { addDuration, type Instant } from "@/domain/shared/time";

/** Finding the account an order means, where the message alone does not. */
export const MISMATCH_ITEM = "order-mismatch";

/** What measures and work of electronic orders stand on. */
export const ORDER_SUBJECT = "electronic-order";

/** By when somebody has looked for the account. */
export const mismatchDue = (now: Instant): Instant => addDuration(now, { hours: ELECTRONIC_POLICY.mismatchHours });

/** A term that ends soon. */
export const LAPSE_ITEM = "order-expiring";
