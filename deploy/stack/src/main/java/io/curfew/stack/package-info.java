/**
 * The local stack: settings in, Kafka, OpenSearch, Keycloak and the collector as running processes out. For people as a
 * program, for the tests of other modules as {@link io.curfew.stack.LocalStack}.
 */
@NullMarked
package io.curfew.stack;

import org.jspecify.annotations.NullMarked;
