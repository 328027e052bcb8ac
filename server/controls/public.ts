export { type Imposition, imposeBySystem, liftBySystem, type SystemEffect } from "./by-system";
export { confirmInstruction } from "./commands/confirm-instruction";
