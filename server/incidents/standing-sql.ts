import { type SQL, sql } from "drizzle-orm";

/**
 * How the notice of a person `p` fared by what rings, over every letter of it that he was sent: whoever was told again after
 * a failure counts by what arrived.
 */
export const standingSql: SQL = sql`case when p.letter_id is null then 'none' else (select case
    when coalesce(bool_or(d.channel <> 'page' and d.state = 'delivered'), false) then 'arrived'
    when coalesce(bool_or(d.channel <> 'page' and d.state = 'sent'), false) then 'sent'
    when bool_or(l.prepared_at is null) or coalesce(bool_or(d.channel <> 'page' and d.state = 'queued'), false) then 'waiting'
    else 'failed' end
  from customer_letters l left join letter_dispatches d on d.letter_id = l.id
  where l.subject_id = p.notice_id and l.customer_id = p.customer_id) end`;
