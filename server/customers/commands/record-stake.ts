import { beneficialBasis, decideStake } from "@/domain/customers/ownership";
import { ENTERPRISE_ROWS_MAX } from "@/domain/customers/policy";
import { recordStakeInput } from "@/domain/customers/schema";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { insertStake, loadStakes, lockEnterprise, readParty } from "../enterprise-store";

/** Records an owner's part of an enterprise, or of an enterprise among its owners; see `decideStake` for what is refused. */
export const recordStake = command({
  name: "customers.stake.record",
  permission: "customers.enterprise.record",
  input: recordStakeInput,
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, input) {
    const { now, newId, rules } = scope;
    const { customerId, kind, documentType, shareBp, aboveId = null } = input;
    const enterprise = await lockEnterprise(scope, customerId);
    if (!enterprise.ok) return enterprise;
    if ((kind === "enterprise") !== (documentType === "business-licence")) {
      return refuse("customers.enterprise.document", { field: "documentType" });
    }
    const party = readParty(scope, input);
    if (!party.ok) return party;
    const stakes = await loadStakes(scope, customerId);
    if (stakes.length >= ENTERPRISE_ROWS_MAX) {
      return refuse("customers.enterprise.full", { params: { most: ENTERPRISE_ROWS_MAX } });
    }
    const key = party.value.key.toString("hex");
    const self = enterprise.value.keys.some((own) => own.equals(party.value.key)) ? key : null;
    const basis = beneficialBasis(rules, shanghaiDate(now));
    const decision = decideStake(stakes, { above: aboveId, kind, party: key, shareBp }, self, basis);
    if (!decision.ok) return decision;
    const id = newId<"ownership-stake">();
    await insertStake(scope, { id, customerId, aboveId, kind, documentType, shareBp, party: party.value });
    return committed({
      result: { stakeId: id, sumBp: decision.value.sumBp },
      audit: [
        {
          kind: "customers.stake.record",
          subject: { type: "customer", id: customerId },
          basis: decision.basis,
          data: { stake: id, above: aboveId, kind, documentType, shareBp },
        },
      ],
    });
  },
});
