import { LINK_MINUTES } from "@/domain/packages/policy";
import { downloadPackageInput } from "@/domain/packages/schema";
import { addDuration, epochMilliseconds } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { countDownload } from "../hand-out";
import { signLink } from "../link";
import { loadPackage, PACKAGE } from "../store";

/**
 * Lets a colleague fetch a package for its customer: once per call, counted, by a link of minutes that opens for his session
 * alone, after a fresh second factor. Refuses one that is not ready, over, or handed out often enough.
 */
export const takePackage = command({
  name: "packages.package.download",
  permission: "packages.download",
  input: downloadPackageInput,
  stepUp: true,
  storesResult: false,
  subject: ({ id }) => ({ type: PACKAGE, id }),
  async handle(scope, { id }) {
    const { actor, now, keyRing } = scope;
    const of = await loadPackage(scope, id, { lock: true });
    const counted = await countDownload(scope, of, "desk");
    if (!counted.ok) return counted;
    const { downloadId, count } = counted.value;
    const until = addDuration(now, { minutes: LINK_MINUTES });
    const session = actor.sessionId ?? "";
    const claims = { download: downloadId, package: id, session, programme: actor.programmeId };
    return committed({
      result: { link: signLink(keyRing, { ...claims, until: epochMilliseconds(until) }), until },
      audit: [
        {
          kind: "packages.package.download",
          subject: { type: PACKAGE, id },
          data: {
            number: of.number,
            customer: of.customerId,
            way: "desk",
            download: downloadId,
            count,
            sha256: of.sha256,
          },
        },
      ],
    });
  },
});
