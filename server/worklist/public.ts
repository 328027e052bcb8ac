export { countWork } from "./queries";
export { standingSql } from "./standing-sql";
export { checkNotHeld, closeItems, type NewWorkItem, openItems } from "./store";
