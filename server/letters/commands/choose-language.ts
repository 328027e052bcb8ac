import { sql } from "drizzle-orm";
import { z } from "zod";
import { LANGUAGES } from "@/domain/letters/templates";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";

/** Records the language a customer wants to be told in. Refuses the one he has; not found for a customer out of sight. */
export const chooseLanguage = command({
  name: "letters.language.choose",
  permission: "letters.send",
  input: z.object({ customerId: z.uuid(), language: z.enum(LANGUAGES) }),
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle({ tx, actor, now, newId }, { customerId, language }) {
    const { rows } = await tx.execute<{ language: string }>(sql`select coalesce(l.language, 'zh-CN') as language
      from customers c left join customer_languages l on l.customer_id = c.id
      where c.id = ${customerId}::uuid and c.programme_id = ${actor.programmeId} for update of c`);
    const had = (rows[0] ?? notFound()).language;
    if (had === language) return refuse("letters.language.same");
    await tx.execute(sql`insert into customer_languages (id, programme_id, legal_entity_id, customer_id, language, chosen_at, chosen_by)
      values (${newId()}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${customerId}::uuid, ${language},
        ${now}::timestamptz, ${actor.id})
      on conflict (customer_id) do update set language = excluded.language, chosen_at = excluded.chosen_at,
        chosen_by = excluded.chosen_by`);
    return committed({
      result: { language },
      audit: [
        { kind: "letters.language.choose", subject: { type: "customer", id: customerId }, data: { had, language } },
      ],
    });
  },
});
