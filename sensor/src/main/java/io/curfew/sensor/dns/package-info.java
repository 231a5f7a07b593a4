/**
 * DNS messages in, questions paired with their answers out, and questions that nobody answered. Responses of multicast
 * DNS and LLMNR in, announcements out.
 */
@NullMarked
package io.curfew.sensor.dns;

import org.jspecify.annotations.NullMarked;
