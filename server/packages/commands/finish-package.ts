import { sql } from "drizzle-orm";
import { openUntil } from "@/domain/packages/decisions";
import { finishPackageInput } from "@/domain/packages/schema";
import { refuse } from "@/domain/shared/result";
import type { Instant } from "@/domain/shared/time";
import { both, type SystemEffect } from "@/server/controls/public";
import { command, committed } from "@/server/kernel/command";
import type { Scope } from "@/server/kernel/scope";
import { tellCustomer } from "@/server/letters/public";
import { tellSettled } from "../listeners";
import { loadPackage, PACKAGE, type StoredPackage } from "../store";

/** A package lies sealed in the store: from now on it may be fetched. Refuses a try that another one has replaced. */
export const finishPackage = command({
  name: "packages.package.finish",
  permission: "packages.build",
  input: finishPackageInput,
  subject: ({ packageId }) => ({ type: PACKAGE, id: packageId }),
  async handle(scope, { packageId, storeName, bytes, sha256, parts, rows }) {
    const { tx, actor, now } = scope;
    const of = await loadPackage(scope, packageId, { lock: true });
    if (of.state !== "building" || of.storeName !== storeName) return refuse("packages.package.moved-on");
    const until = openUntil(now);
    await tx.execute(sql`update subject_packages set state = 'ready', ready_at = ${now}::timestamptz, plain_bytes = ${bytes}, sha256 = ${sha256},
        parts = ${JSON.stringify(parts)}::jsonb, open_until = ${until}::timestamptz, version = version + 1
      where id = ${packageId}::uuid and programme_id = ${actor.programmeId}`);
    const { requestId, customerId } = of;
    const heard = await tellSettled(scope, { packageId, requestId, outcome: "ready", openUntil: until });
    const told = requestId ? heard : both(heard, await tellReady(scope, of, until));
    return committed({
      result: { packageId, openUntil: until },
      audit: [
        {
          kind: "packages.package.finish",
          subject: { type: PACKAGE, id: packageId },
          data: { number: of.number, customer: customerId, form: of.form, sha256, bytes, rows, tries: of.tries },
        },
        ...told.audit,
      ],
      events: told.events,
    });
  },
});

/** Where no request is answered, the letter is the package's own. The code that opens it goes another way. */
function tellReady(scope: Scope, { id, number, customerId }: StoredPackage, until: Instant): Promise<SystemEffect> {
  const params = { number, due: until };
  return tellCustomer(scope, { customerId, template: "privacy.copy-ready", params, subject: { type: PACKAGE, id } });
}
