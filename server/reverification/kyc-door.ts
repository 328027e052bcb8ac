import { type SQL, sql } from "drizzle-orm";
import type { LocalDate } from "@/domain/shared/time";

/**
 * The accepted submission whose copy of a paper, valid on a day, is on file for `customer`; null without one. The same
 * answer as the desk's `validCopyOnFile`, in SQL: a recomputation asks it of very many customers at once.
 */
export const validCopySql = (customer: SQL, on: LocalDate): SQL => sql`(select s.id from kyc_submissions s
  join identity_documents d on d.submission_id = s.id and d.customer_id = s.customer_id and d.programme_id = s.programme_id
    and d.status = 'valid'
    and (d.valid_to is null or d.valid_to >= ${on}::date)
  where s.customer_id = ${customer} and s.status = 'accepted'
    and exists (select from kyc_documents k where k.submission_id = s.id and k.state = 'accepted')
  order by s.decided_at desc, d.valid_to desc nulls first limit 1)`;
