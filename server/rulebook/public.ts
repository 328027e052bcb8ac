export { entryOf } from "./catalogue";
export {
  type Consequence,
  type Example,
  type LawAfter,
  type LawChange,
  type LawFollower,
  registerLawFollower,
} from "./followers";
