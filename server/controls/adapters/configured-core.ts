import { env } from "@/env";
import { createPaymentCore, type PaymentCore } from "./payment-core";

const TIMEOUT_MS = 8_000;

let core: PaymentCore | undefined;

/** The payment core this process was told of by its environment. */
export function paymentCore(): PaymentCore {
  core ??= createPaymentCore({ url: env().CORE_URL, secret: env().CORE_WEBHOOK_SECRET, timeoutMs: TIMEOUT_MS });
  return core;
}
