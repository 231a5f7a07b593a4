/** Invitations of sensors in, a token for each; a token in, once, the configuration that it was issued for out. */
@NullMarked
package io.curfew.collector.enrolment;

import org.jspecify.annotations.NullMarked;
