import { preparePackageInput } from "@/domain/privacy/schema";
import { refuse } from "@/domain/shared/result";
import { command } from "@/server/kernel/command";
import { preparePackage as prepare } from "@/server/packages/public";
import { settled } from "../settled";
import { addStep, REQUEST, saveRequest } from "../store";
import { feeSettled, holdWorking } from "../working";

const TYPES = ["access", "copy", "portability"] as const;

/** Has the copy of a subject's data made; its being ready answers the request. Refuses an unpaid one, and a second while one is made. */
export const preparePackage = command({
  name: "privacy.package.prepare",
  permission: "privacy.work",
  input: preparePackageInput,
  subject: ({ id }) => ({ type: REQUEST, id }),
  async handle(scope, seen) {
    const held = await holdWorking(scope, seen, TYPES);
    if (!held.ok) return held;
    const request = held.value;
    const paid = feeSettled(request);
    if (!paid.ok) return paid;
    const form = TYPES.find((type) => type === request.type);
    if (!form || request.packageState === "asked")
      return refuse("privacy.request.not-now", { params: { state: "asked" } });
    const { id, customerId, number } = request;
    const made = await prepare(scope, { requestId: id, customerId, form });
    const saved = await saveRequest(scope, request, { packageId: made.packageId, packageState: "asked" });
    if (!saved.ok) return saved;
    await addStep(scope, id, "package-asked", made.number);
    const entry = {
      kind: "privacy.package.prepare" as const,
      subject: { type: REQUEST, id },
      data: { number, package: made.packageId, form },
    };
    return settled(
      { audit: [entry, ...made.audit], events: made.events },
      { id, version: saved.value, packageId: made.packageId },
    );
  },
});
