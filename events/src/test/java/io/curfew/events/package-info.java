/** What the vocabulary promises, as facts. */
@NullMarked
package io.curfew.events;

import org.jspecify.annotations.NullMarked;
