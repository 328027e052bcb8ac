import { z } from "zod";
import { URGENT_RULES } from "@/domain/controls/codes";
import { MEASURE_FUNCTIONS, SCOPES } from "@/domain/controls/model";
import type { MeasureId } from "@/domain/shared/ids";
import { refuse } from "@/domain/shared/result";
import { instant, localDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { imposeAtOnce } from "../at-once";
import { findAccount } from "../store";

/**
 * Restricts at once on urgent own risk: the core is told with this command, and a lead who is another person looks at it
 * afterwards. `note` is the grounds in words, sealed; `expiresAt` a moment with its offset, null without a term. Asked
 * again for the same reach while it stands it changes nothing. Refuses as `imposeMeasure` does.
 */
export const imposeUrgent = command({
  name: "controls.restriction.impose-at-once",
  permission: "controls.urgent",
  input: z.object({
    accountId: z.uuid(),
    scope: z.enum(SCOPES),
    amountMinor: z.bigint().max(9_223_372_036_854_775_807n).nullable().default(null),
    target: z
      .union([z.enum(MEASURE_FUNCTIONS), z.uuid()])
      .nullable()
      .default(null),
    rule: z.enum(URGENT_RULES).default("mipay-suspicious-act-first"),
    expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
    reviewOn: z.iso.date().nullable().default(null),
    note: z.string().trim().min(1).max(2000),
  }),
  subject: ({ accountId }) => ({ type: "account", id: accountId }),
  async handle(scope, input) {
    const account = (await findAccount(scope.tx, input.accountId, { lock: true })) ?? notFound();
    const measureId: MeasureId = scope.newId<"measure">();
    const subject = { type: "customer", id: account.customerId, retentionClass: "casework" } as const;
    const place = { table: "measures", column: "note_sealed", rowId: measureId };
    const given = await imposeAtOnce(scope, {
      accountId: account.id,
      customerId: account.customerId,
      kind: "restriction",
      source: "own-judgement",
      reasonCode: "urgent-risk",
      extent: { scope: input.scope, amountMinor: input.amountMinor, target: input.target },
      rule: input.rule,
      subject: null,
      expiresAt: input.expiresAt === null ? null : instant(input.expiresAt),
      reviewOn: input.reviewOn === null ? null : localDate(input.reviewOn),
      note: { measureId, sealed: await scope.vault.seal(subject, place, input.note) },
    });
    if (!given.ok) return given;
    const { measureId: id, number, outcome, audit, events } = given.value;
    if (outcome === "already") return refuse("controls.measure.already", { params: { number } });
    const said = { number, account: account.id as string, scope: input.scope, measure: id };
    const entry = {
      kind: "controls.restriction.impose-at-once" as const,
      subject: { type: "measure", id },
      basis: given.basis,
      data: said,
    };
    return committed({ result: { measureId: id, number }, audit: [entry, ...audit], events });
  },
});
