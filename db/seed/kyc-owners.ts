import { fictitiousIdentityNumber } from "@/domain/customers/identity-number";
import type { DeclaredOwner } from "@/domain/kyc/owners";
import { addDays, localDate } from "@/domain/shared/time";
import { fictitiousCreditCode } from "./enterprise-number";

/** How the owners of a demonstration enterprise add up: to the last part, or with a part that leads to nobody. */
export type OwnersTale = "whole" | "gap";

/** Numbers from here on are given to declared owners alone. */
const FIRST_NUMBER = 9_500;
const PEOPLE = ["程雨桐", "叶疏桐", "江逸尘", "宋临川"];

/** The number of an invented person who can be nobody. */
export function demoNumber(n: number): string {
  const birthDate = addDays(localDate("1972-05-01"), n * 733);
  return fictitiousIdentityNumber({ birthDate, area: FIRST_NUMBER + n, sequence: 100 + n });
}

/** Who acts for every demonstration enterprise that hands papers in. */
export const DEMO_REPRESENTATIVE = {
  representativeName: PEOPLE[0] ?? "",
  representativeIdType: "resident-id",
  representativeIdNumber: demoNumber(0),
} as const;

const person = (n: number, shareBp: number, above?: number): DeclaredOwner => ({
  kind: "person",
  name: PEOPLE[n] ?? "",
  idType: "resident-id",
  idNumber: demoNumber(n),
  shareBp,
  ...(above === undefined ? {} : { above }),
});

/** A holding and its persons; of the one with a gap, part of the holding and of the enterprise belongs to nobody known. */
export function demoOwners(tale: OwnersTale): DeclaredOwner[] {
  const gap = tale === "gap";
  return [
    {
      kind: "enterprise",
      name: "望川合众控股有限公司",
      idType: "business-licence",
      idNumber: fictitiousCreditCode(FIRST_NUMBER),
      shareBp: 5_500,
    },
    person(0, gap ? 3_000 : 3_300),
    person(1, 1_200),
    person(2, 6_667, 0),
    ...(gap ? [] : [person(3, 3_333, 0)]),
  ];
}
