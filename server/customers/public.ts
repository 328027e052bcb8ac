export { customerDetailQuery, customersListQuery } from "./queries";
export { loadCards } from "./record";
export {
  type CustomerColumns,
  type CustomerRef,
  customerRefs,
  maskedFields,
  type SealedField,
  type SealedValue,
} from "./sealed-fields";
