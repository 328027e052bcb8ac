export { closeItems, type NewWorkItem, openItems } from "./store";
export { countWork } from "./queries";
export { standingSql } from "./standing-sql";
