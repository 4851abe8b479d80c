import ipaddr from 'ipaddr.js';

/** All of IPv6 that is given out for the public internet (RFC 4291); the rest is reserved or has a special meaning. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether the text is an IP address, as a URL writes it. */
export function isAddress(host: string): boolean {
  return ipaddr.isValid(host);
}

/**
 * Whether an address is one of the public internet: not private, loopback, link-local, shared, multicast, reserved, nor
 * an IPv6 form that wraps an IPv4 address (mapped, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast);
}
