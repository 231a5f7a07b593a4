/** Packets by which devices say who they are and whom they trust in: ARP, NDP, DHCP, NTP and SSDP, as observations. */
@NullMarked
package io.curfew.sensor.device;

import org.jspecify.annotations.NullMarked;
