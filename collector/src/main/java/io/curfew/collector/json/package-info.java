/**
 * The policy module's records as JSON, the same on every topic, in the store and in the API: names as the records have
 * them, value types as text, closed sets in lower case with hyphens, times in RFC 3339, what is absent left out.
 */
@NullMarked
package io.curfew.collector.json;

import org.jspecify.annotations.NullMarked;
