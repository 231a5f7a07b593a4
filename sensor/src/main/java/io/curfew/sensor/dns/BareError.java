package io.curfew.sensor.dns;

/**
 * A response that says of a question that it failed, and not which question it was: so servers answer what they could
 * not read, or do not know (RFC 1035, section 4.1.1; RFC 6891, section 7).
 *
 * @param responseCode never 0
 * @param isFiltered as in a {@link DnsMessage}
 */
record BareError(int id, int responseCode, boolean isFiltered) {}
