/**
 * The shared vocabulary: what sensors say about a network, as values. Sensors make observations, everything after them
 * reads them; nobody here knows who does either.
 */
@NullMarked
package io.curfew.events;

import org.jspecify.annotations.NullMarked;
