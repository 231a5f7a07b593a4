/**
 * The Kafka Streams topology around the policy module: batches and commands of a site come in, traffic, device dossiers
 * and alerts go out, exactly once. One task works on one partition; all that it remembers lies in its store.
 */
@NullMarked
package io.curfew.collector.correlate;

import org.jspecify.annotations.NullMarked;
