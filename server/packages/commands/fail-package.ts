import { failPackageInput } from "@/domain/packages/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { openItems } from "@/server/worklist/public";
import { endPackage } from "../end";
import { tellSettled } from "../listeners";
import { loadPackage, PACKAGE, PACKAGE_ITEM } from "../store";

/** A package could not be built: it ends, and somebody is asked to look. Refuses one that is no longer being built. */
export const failPackage = command({
  name: "packages.package.fail",
  permission: "packages.build",
  input: failPackageInput,
  subject: ({ packageId }) => ({ type: PACKAGE, id: packageId }),
  async handle(scope, { packageId, failure }) {
    const { tx, actor, now } = scope;
    const of = await loadPackage(scope, packageId, { lock: true });
    if (of.state !== "building") return refuse("packages.package.moved-on");
    const events = await endPackage(scope, of, { state: "failed", failure });
    const { id, number, customerId } = of;
    const item = { kind: PACKAGE_ITEM, number, subjectType: PACKAGE, subjectId: id, customerId };
    await openItems(tx, actor, [item], now);
    const told = await tellSettled(scope, { packageId, requestId: of.requestId, outcome: "failed", openUntil: null });
    return committed({
      result: { packageId },
      audit: [
        {
          kind: "packages.package.fail",
          subject: { type: PACKAGE, id },
          data: { number, customer: customerId, failure, tries: of.tries },
        },
        ...told.audit,
      ],
      events: [...events, ...told.events],
    });
  },
});
