import { registerReplayGround } from "@/server/controls/public";
import { findHit } from "./store";

// A hit stops the accounts until it is dismissed; its measures name it as a review to everybody. Who may not see the hit is
// told that nothing asks for it, as for every other measure under review.
registerReplayGround("review", async ({ tx }, { id }) => {
  const hit = await findHit(tx, id, { lock: false });
  return hit !== undefined && hit.state !== "dismissed";
});
