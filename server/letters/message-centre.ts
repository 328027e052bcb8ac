import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { LETTERS_POLICY } from "@/domain/letters/policy";
import { LANGUAGES, LETTER_TEMPLATES, type LetterLanguage, type LetterTemplate } from "@/domain/letters/templates";
import { customerOfReference } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import { openText } from "./deliver";

type Row = {
  id: string;
  number: string;
  template: LetterTemplate;
  language: LetterLanguage;
  prepared_at: string;
  text_sealed: Buffer | null;
};

/** What a customer of the caller's reference was told, newest first, for the message centre of his app. */
export const messageCentreQuery = query({
  name: "letters.message-centre",
  permission: "connections.letters.read",
  clearance: "general",
  input: z.object({ customerRef: z.string().min(1).max(64) }),
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        template: z.enum(LETTER_TEMPLATES),
        language: z.enum(LANGUAGES),
        title: z.string(),
        text: z.string(),
        toldAt: z.string(),
      }),
    ),
  }),
  async resolve(scope, { customerRef }) {
    const customerId = (await customerOfReference(scope, customerRef)) ?? notFound();
    const { rows } = await scope.tx.execute<Row>(sql`select id, number, template, language, prepared_at, text_sealed
      from customer_letters where programme_id = ${scope.actor.programmeId} and customer_id = ${customerId}::uuid
        and prepared_at is not null
      order by written_at desc, id desc limit ${LETTERS_POLICY.pageLetters}`);
    const items = [];
    for (const row of rows) {
      const text = await openText(scope, row.id, row.text_sealed);
      if (!text) continue;
      const { id, number, template, language } = row;
      items.push({
        id,
        number,
        template,
        language,
        title: text.title,
        text: text.long,
        toldAt: toInstant(row.prepared_at),
      });
    }
    return { items };
  },
});
