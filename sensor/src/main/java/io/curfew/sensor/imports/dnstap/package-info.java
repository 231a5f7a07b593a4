/**
 * The octets of a Frame Streams connection and the dnstap messages in them in, questions with their answers out. Never
 * throws on what it is given.
 */
@NullMarked
package io.curfew.sensor.imports.dnstap;

import org.jspecify.annotations.NullMarked;
