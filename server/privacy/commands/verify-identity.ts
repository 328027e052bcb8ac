import { verifyIdentityInput } from "@/domain/privacy/schema";
import { asShown } from "@/domain/privacy/states";
import { command } from "@/server/kernel/command";
import { settled } from "../settled";
import { loadRequest, REQUEST } from "../store";
import { becomeVerified } from "../verifying";

/**
 * An officer says how it was made sure who asks: in person, or by papers that lie with the request. Refuses papers that
 * are missing, and a request that is proven already.
 */
export const verifyIdentity = command({
  name: "privacy.request.verify",
  permission: "privacy.work",
  input: verifyIdentityInput,
  subject: ({ id }) => ({ type: REQUEST, id }),
  async handle(scope, { id, version, way, papers }) {
    const request = await loadRequest(scope, id, { lock: true });
    const shown = asShown(request, version);
    if (!shown.ok) return shown;
    const proven = await becomeVerified(scope, request, { way, papers: [...new Set(papers)] });
    if (!proven.ok) return proven;
    return settled(proven.value, { id, version: proven.value.version, state: proven.value.state });
  },
});
