/**
 * Datagrams of NetFlow v5, NetFlow v9 (RFC 3954) and IPFIX (RFC 7011) in, flows with both their ways out. Never throws
 * on what it is given.
 */
@NullMarked
package io.curfew.sensor.imports.netflow;

import org.jspecify.annotations.NullMarked;
