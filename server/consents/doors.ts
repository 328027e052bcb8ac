import { registerLetterGate } from "@/server/letters/public";
import { mayMarket } from "./withdrawal";

// Marketing goes out by no channel the customer did not agree to: letters ask here when a message is made, and again when it is
// handed over, so that what he said in between holds.
registerLetterGate("marketing", (scope, { customerId, channel }) => mayMarket(scope, customerId, channel));
