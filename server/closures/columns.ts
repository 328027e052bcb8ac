import { sql } from "drizzle-orm";

/** Customer and account of a row named `k`, read for the rows of the page alone. */
export const CUSTOMER =
  sql.raw(`k.customer_id, (select c.number from customers c where c.id = k.customer_id) as customer_number,
  (select c.name_sealed from customers c where c.id = k.customer_id) as customer_name, k.account_id,
  (select a.number from accounts a where a.id = k.account_id) as account_number`);
