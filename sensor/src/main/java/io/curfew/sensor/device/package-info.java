/** Packets by which devices say who they are and whom they trust in: ARP, DHCP and NTP, as observations. */
@NullMarked
package io.curfew.sensor.device;

import org.jspecify.annotations.NullMarked;
