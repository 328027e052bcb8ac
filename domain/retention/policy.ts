import type { RetentionClass } from "./model";

/**
 * Whether trade of this house's console is also an accounting voucher, which is kept longer. The house's own, unconfirmed: the
 * books are kept by another system, so it is not.
 */
export const VOUCHERS_HERE = false;

/** Whether trade of a marketplace is also its record of a payment. The house's own: the payment's copy is the payment programme's. */
export const PAYMENTS_HERE = false;

/** How many subjects one run of the control erases before it lets others work. The house's own. */
export const ERASE_BATCH = 200;

/** How many subjects are erased in one transaction: all of them or none, and so much work a kill costs. The house's own. */
export const ERASE_TOGETHER = 20;

/** How long the hash of what a command was asked is kept, so that a second asking is known for the same. The house's own. */
export const COMMAND_HASH_DAYS = 30;

/** In how many days of an open item what was due is looked at again. The house's own. */
export const LOOK_AGAIN_DAYS = 7;

/** Classes a letter on its way needs: where it goes, by telephone or app, and its text. */
export const LETTER_CLASSES: readonly RetentionClass[] = ["identity", "contact", "casework"];

/** How long keys wait for a letter that tells of their end to be handed over or given up. The house's own, unconfirmed. */
export const LETTER_WAIT_HOURS = 24;

/** In how many minutes a letter that was still on its way is asked after again. The house's own. */
export const LETTER_LOOK_MINUTES = 10;
