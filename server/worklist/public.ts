export { namesOf, type PersonRef, personOf } from "./colleagues";
export { type Holding, holdingOf } from "./holding";
export { countWork } from "./queries";
export { standingSql } from "./standing-sql";
export { checkNotHeld, closeItems, itemsInsert, moveItem, type NewWorkItem, openItems, raiseItem } from "./store";
