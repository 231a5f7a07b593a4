/** The program that is the broker's process: an address and a folder in, a running Kafka out. */
@NullMarked
package io.curfew.server.kafka;

import org.jspecify.annotations.NullMarked;
