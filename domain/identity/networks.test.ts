import { describe, expect, it } from "vitest";
import { areNetworks, coarseNetwork, countsFrom } from "./networks";

describe("networks of a role", () => {
  it("are addresses and ranges, never everything", () => {
    expect(areNetworks(["10.1.0.0/16", "192.0.2.7", "2001:db8::/32"])).toBe(true);
    for (const odd of ["0.0.0.0/0", "::/0", "10.1.0.0/33", "office", "10.1.0.0/", ""]) {
      expect(areNetworks(["10.1.0.0/16", odd])).toBe(false);
    }
  });

  it("leave out an unknown address, unless the list is empty", () => {
    expect(countsFrom(["10.1.0.0/16"], "10.1.200.3")).toBe(true);
    expect(countsFrom(["10.1.0.0/16"], "10.2.0.1")).toBe(false);
    expect(countsFrom(["10.1.0.0/16"], null)).toBe(false);
    expect(countsFrom([], null)).toBe(true);
  });

  it("are shown without the address itself", () => {
    expect(coarseNetwork("198.51.100.77")).toBe("198.51.100.0/24");
    expect(coarseNetwork("::ffff:198.51.100.77")).toBe("198.51.100.0/24");
    expect(coarseNetwork("2001:db8:1:2::9")).toBe("2001:db8:1::/48");
    expect(coarseNetwork("somewhere")).toBeNull();
    expect(coarseNetwork(null)).toBeNull();
  });
});
