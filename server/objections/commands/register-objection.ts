import { sql } from "drizzle-orm";
import { registerObjection as mayRegister } from "@/domain/objections/decisions";
import { registerObjectionInput } from "@/domain/objections/schema";
import { daysLost, TERM, termOf } from "@/domain/objections/term";
import { instant, shanghaiDate } from "@/domain/shared/time";
import { startClocks } from "@/server/clocks/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { takeNumber } from "@/server/kernel/numbers";
import { tellCustomer } from "@/server/letters/public";
import { openItems } from "@/server/worklist/public";
import { giversOf, seenMeasure } from "../contested";
import { casework, OBJECTION, openObjectionTo, sealedPlace } from "../store";

/**
 * Enters a customer's objection to a measure. Its days count from when it reached the house. Refuses as
 * `registerObjection` of the domain does; a measure of another customer, or out of sight, is not found.
 */
export const registerObjection = command({
  name: "objections.objection.register",
  permission: "objections.register",
  input: registerObjectionInput,
  subject: ({ measureId }) => ({ type: "measure", id: measureId }),
  async handle(scope, input) {
    const { tx, actor, now, rules, calendar, vault } = scope;
    const measure = (await seenMeasure(scope, input.measureId, { lock: true })) ?? notFound();
    if (measure.customerId !== input.customerId) notFound();
    const receivedAt = instant(input.receivedAt);
    const hasOpen = (await openObjectionTo(scope, measure.id)) !== undefined;
    const allowed = mayRegister({ measure, receivedAt, hasOpen, now });
    if (!allowed.ok) return allowed;
    const { value: term, basis } = termOf({ measure, ground: input.ground, receivedAt, rules, calendar, now });
    const { due, rule, regime, promptBy } = term;
    const id = scope.newId<"objection">();
    const number = await takeNumber(tx, "objection");
    const words = await vault.seal(casework(measure.customerId), sealedPlace(id, "words_sealed"), input.words);
    await tx.execute(sql`insert into objections (id, programme_id, legal_entity_id, number, measure_id, account_id, customer_id, ground,
        channel, words_sealed, received_at, registered_at, registered_by, regime, rule_id, rule_version, due_raw, due_at, prompt_by, state)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${measure.id}::uuid, ${measure.accountId}::uuid,
        ${measure.customerId}::uuid, ${input.ground}, ${input.channel}, ${words}, ${receivedAt}::timestamptz, ${now}::timestamptz,
        ${actor.id}, ${regime}, ${rule.ruleId}, ${rule.version}::int, ${due.dueRaw}::date, ${due.dueAt}::timestamptz,
        ${promptBy}::timestamptz, 'open')`);
    await startClocks(tx, actor, {
      subjectType: OBJECTION,
      subjectIds: [id],
      rule,
      figure: TERM[regime].figure,
      due,
    });
    const [giver = null] = await giversOf(scope, measure);
    const item = {
      kind: OBJECTION,
      number,
      subjectType: OBJECTION,
      subjectId: id,
      customerId: measure.customerId,
      accountId: measure.accountId,
      dueAt: promptBy ?? due.dueAt,
      dueOn: promptBy === null ? due.dueRaw : shanghaiDate(promptBy),
      provisional: due.provisional,
      excludedPersonId: giver,
    };
    await openItems(tx, actor, [item], now);
    const told = await tellCustomer(scope, {
      customerId: measure.customerId,
      accountId: measure.accountId,
      template: "objection.received",
      params: { number, due: due.dueRaw },
      subject: { type: OBJECTION, id },
    });
    return committed({
      result: { id, number, dueOn: due.dueRaw },
      audit: [
        {
          kind: "objections.objection.register",
          subject: { type: OBJECTION, id },
          basis: [...allowed.basis, ...basis],
          data: {
            number,
            measure: measure.number,
            ground: input.ground,
            channel: input.channel,
            receivedAt,
            daysLost: daysLost(receivedAt, now),
            due: due.dueRaw,
          },
        },
        ...told.audit,
      ],
      events: told.events,
    });
  },
});
