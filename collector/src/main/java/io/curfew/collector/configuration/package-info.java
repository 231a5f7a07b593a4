/** What an operator may set: one typed tree under {@code curfew}. Knows no other package of the collector. */
@NullMarked
package io.curfew.collector.configuration;

import org.jspecify.annotations.NullMarked;
