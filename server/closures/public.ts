export { type AgreedWish, closeOnWish } from "./agreed";
export { toldRemains } from "./told";
export { withdrawWish } from "./withdraw-wish";
