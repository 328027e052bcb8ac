import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import type { RepeatReason } from "@/domain/letters/codes";
import type { DispatchState } from "@/domain/letters/model";
import { type LetterStanding, letterDetail, letterList, letterRow } from "@/domain/letters/schema";
import { type Channel, LETTERS, type LetterLanguage, type LetterTemplate } from "@/domain/letters/templates";
import { listInput, listOutput } from "@/domain/shared/list";
import { shanghaiDate } from "@/domain/shared/time";
import { customerRefs, maskedFields } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import { type ListSql, runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { openText } from "./deliver";
import { CONCEALED } from "./render";

type Message = {
  id: string;
  channel: Channel;
  state: DispatchState;
  at: string;
  attempts: number;
  problem: string | null;
};

type Row = {
  id: string;
  number: string | null;
  template: LetterTemplate;
  language: LetterLanguage | null;
  written_at: string;
  standing: LetterStanding;
  messages: Message[] | null;
  customer_id: string;
  customer_number: string;
  customer_name: Buffer | null;
};

/** What rings, by where it stands; the message centre alone reaches nobody by itself. */
const STANDING: SQL = sql`case
  when l.prepared_at is null or m.waiting then 'waiting'
  when m.arrived then 'arrived'
  when m.under_way then 'sent'
  else 'failed' end`;

const COLUMNS: SQL = sql`l.id, l.number, l.template, l.language, l.written_at, ${STANDING} as standing, m.messages,
  l.customer_id, c.number as customer_number, c.name_sealed as customer_name`;

const FROM: SQL = sql`customer_letters l join customers c on c.id = l.customer_id
  left join lateral (select
      coalesce(bool_or(d.channel <> 'page' and d.state = 'queued'), false) as waiting,
      coalesce(bool_or(d.channel <> 'page' and d.state = 'delivered'), false) as arrived,
      coalesce(bool_or(d.channel <> 'page' and d.state = 'sent'), false) as under_way,
      jsonb_agg(jsonb_build_object('id', d.id, 'channel', d.channel, 'state', d.state, 'attempts', d.attempts,
        'problem', d.problem, 'at', coalesce(d.ended_at, d.sent_at, d.due_at))
        order by array_position(array['sms', 'push', 'page'], d.channel::text)) as messages
    from letter_dispatches d where d.letter_id = l.id) m on true`;

const MAP: ListSql<typeof letterList> = {
  filters: {
    customer: sql`l.customer_id`,
    template: sql`l.template`,
    standing: STANDING,
    subject: sql`l.subject_id`,
    written: sql`(l.written_at at time zone 'Asia/Shanghai')::date`,
  },
  sorts: { writtenAt: { by: sql`l.written_at`, type: "timestamptz" } },
  id: sql`l.id`,
};

const own = ({ actor }: Scope): SQL => sql`l.programme_id = ${actor.programmeId}`;

async function shown(scope: Scope, rows: readonly Row[]): Promise<z.output<typeof letterRow>[]> {
  const customers = await customerRefs(scope, rows);
  return rows.map((row, at) => ({
    id: row.id,
    number: row.number,
    customer: customers[at] ?? notFound(),
    template: row.template,
    standing: row.standing,
    language: row.language,
    writtenAt: toInstant(row.written_at),
    dispatches: (row.messages ?? []).map((message) => ({ ...message, at: toInstant(message.at) })),
  }));
}

/** What customers were told, newest first; customers masked. */
export const lettersListQuery = query({
  name: "letters.list",
  permission: "letters.read",
  clearance: "general",
  input: listInput(letterList),
  output: listOutput(letterRow),
  async resolve(scope, input) {
    const page = await runList<typeof letterList, Row>(scope.tx, letterList, input, {
      select: COLUMNS,
      from: FROM,
      where: [own(scope)],
      map: MAP,
    });
    return { ...page, rows: await shown(scope, page.rows) };
  },
});

type Text = Awaited<ReturnType<typeof openText>>;

/** A code is its receiver's alone: whoever of the house reads the letter does not see it. */
function conceal(template: LetterTemplate, text: Text): Text {
  if (text === null || template !== "privacy.code") return text;
  const without = (words: string) => words.replace(/\d{6}/, CONCEALED);
  return { title: text.title, short: without(text.short), long: without(text.long) };
}

type DetailRow = Row & {
  wording: string | null;
  text_hash: string | null;
  text_sealed: Buffer | null;
  account_id: string | null;
  account_number: string | null;
  subject_type: string;
  subject_id: string;
  customer_language: LetterLanguage;
  phone_sealed: Buffer | null;
  repeat_of: string | null;
  repeat_number: string | null;
  repeat_reason: RepeatReason | null;
};

/** One letter with its text as it was said, and how each message fared. */
export const letterDetailQuery = query({
  name: "letters.detail",
  permission: "letters.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: letterDetail,
  async resolve(scope, { id }) {
    const { rows } =
      await scope.tx.execute<DetailRow>(sql`select ${COLUMNS}, l.wording, l.text_hash, l.text_sealed, l.subject_type,
        l.subject_id, a.id as account_id, a.number as account_number, c.phone_sealed, l.repeat_of, r.number as repeat_number,
        l.repeat_reason, coalesce(g.language, 'zh-CN') as customer_language
      from ${FROM} left join accounts a on a.id = l.account_id left join customer_letters r on r.id = l.repeat_of
        left join customer_languages g on g.customer_id = l.customer_id
      where l.id = ${id}::uuid and ${own(scope)}`);
    const row = rows[0] ?? notFound();
    const [base] = await shown(scope, [row]);
    const [phone] = await maskedFields(scope, [{ field: "phone", rowId: row.customer_id, sealed: row.phone_sealed }]);
    const { account_id, account_number, repeat_of } = row;
    return {
      ...(base ?? notFound()),
      text: conceal(row.template, await openText(scope, row.id, row.text_sealed)),
      wording: row.wording,
      textHash: row.text_hash,
      account: account_id && account_number ? { id: account_id, number: account_number } : null,
      subject: { type: row.subject_type, id: row.subject_id },
      customerLanguage: row.customer_language,
      phone: phone?.masked ?? null,
      repeatOf: repeat_of ? { id: repeat_of, number: row.repeat_number } : null,
      repeatReason: row.repeat_reason,
      basis: LETTERS[row.template].basis.map((ruleId) =>
        scope.rules.ref(ruleId, shanghaiDate(toInstant(row.written_at))),
      ),
    };
  },
});
