import { sql } from "drizzle-orm";
import { isPrivateHost, readEndpointUrl } from "@/domain/connections/endpoint-url";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { allowPartner } from "@/domain/sharing/decisions";
import { type RecordPartnerInput, recordPartnerInput } from "@/domain/sharing/schema";
import { env } from "@/env";
import { newEndpointSecret, sealEndpointSecret } from "@/server/connections/public";
import { command, committed } from "@/server/kernel/command";
import { takeNumber } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";
import { loadPartner, PARTNER } from "../store";

/** The address notices go to, as it is called; nothing where people tell them. */
function endpointOf(url: string | null): Result<string | null> {
  if (url === null) return decided(null);
  const allowPrivate = env().WEBHOOK_ALLOW_PRIVATE === "yes";
  const address = readEndpointUrl(url, { allowPrivate });
  if (!address || (!allowPrivate && isPrivateHost(address)))
    return refuse("sharing.partner.endpoint", { field: "noticeUrl" });
  return decided(address.href);
}

/** Who is changed: a draft as it was shown, or nobody yet. */
async function target(scope: Scope, { id, version }: Pick<RecordPartnerInput, "id" | "version">) {
  if (id === null) {
    const number = await takeNumber(scope.tx, "sharing-partner");
    return decided({ id: scope.newId<"sharing-partner">() as string, number, version: 0, url: null as string | null });
  }
  const partner = await loadPartner(scope, id, { lock: true });
  if (partner.state !== "draft") return refuse("sharing.partner.not-draft");
  if (partner.version !== version) return refuse("sharing.partner.stale");
  return decided({ id, number: partner.number, version, url: partner.noticeUrl });
}

/**
 * Enters a partner, or changes one that is still a draft. The secret its notices are signed with is in the answer alone, once, when
 * an address is given. Refuses as `allowPartner` of the domain does, and an address that is not on the open internet.
 */
export const recordPartner = command({
  name: "sharing.partner.record",
  permission: "sharing.manage",
  input: recordPartnerInput,
  storesResult: false,
  subject: ({ id }) => ({ type: PARTNER, id: id ?? "new" }),
  async handle(scope, input) {
    const { tx, actor, now, rules, keyRing } = scope;
    const allowed = allowPartner(input, shanghaiDate(now), rules);
    if (!allowed.ok) return allowed;
    const endpoint = endpointOf(input.noticeUrl);
    if (!endpoint.ok) return endpoint;
    const found = await target(scope, input);
    if (!found.ok) return found;
    const { id, number, version, url } = found.value;
    const secret = endpoint.value !== null && endpoint.value !== url ? newEndpointSecret() : null;
    const cipher = secret === null ? null : sealEndpointSecret(keyRing, id, secret);
    const list = (values: readonly string[]) => sql`${sql.param([...new Set(values)])}::text[]`;
    await tx.execute(sql`insert into sharing_partners (id, programme_id, legal_entity_id, number, name, kind, country, contact, purpose,
        way, fields, basis, case_code, contract_reference, contract_from, contract_to, safeguards, consent_required, notice_url,
        secret_cipher, state, recorded_by, recorded_at)
      values (${id}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${input.name}, ${input.kind}, ${input.country},
        ${input.contact}, ${input.purpose}, ${input.way}, ${list(input.fields)}, ${input.basis}, ${input.caseCode},
        ${input.contractReference}, ${input.contractFrom}::date, ${input.contractTo}::date, ${list(input.safeguards)},
        ${allowed.value.consentRequired}::boolean, ${endpoint.value}::text, ${cipher}::bytea, 'draft', ${actor.id}, ${now}::timestamptz)
      on conflict (id) do update set name = excluded.name, kind = excluded.kind, country = excluded.country, contact = excluded.contact,
        purpose = excluded.purpose, way = excluded.way, fields = excluded.fields, basis = excluded.basis,
        case_code = excluded.case_code, contract_reference = excluded.contract_reference, contract_from = excluded.contract_from,
        contract_to = excluded.contract_to, safeguards = excluded.safeguards, consent_required = excluded.consent_required,
        notice_url = excluded.notice_url, secret_cipher = case when excluded.notice_url is null then null
          else coalesce(excluded.secret_cipher, sharing_partners.secret_cipher) end,
        recorded_by = excluded.recorded_by, version = sharing_partners.version + 1`);
    return committed({
      result: { id, number, version: version + 1, secret },
      audit: [
        {
          kind: "sharing.partner.record",
          subject: { type: PARTNER, id },
          basis: allowed.basis,
          data: {
            number,
            kind: input.kind,
            country: input.country,
            purpose: input.purpose,
            fields: input.fields,
            basis: input.basis,
            case: input.caseCode,
            contract: input.contractReference,
          },
        },
      ],
    });
  },
});
