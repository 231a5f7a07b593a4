/**
 * The octets of a frame in, facts about its packets out. Never throws on what it is given: what cannot be decoded has a
 * reason. Tunnels are opened, fragments put together, nothing else is remembered.
 */
@NullMarked
package io.curfew.sensor.decode;

import org.jspecify.annotations.NullMarked;
