export { countWork } from "./queries";
export { standingSql } from "./standing-sql";
export { closeItems, type NewWorkItem, openItems } from "./store";
