/** The dossier of a device in, what it does as a MUD file (RFC 8520) out. */
@NullMarked
package io.curfew.policy.mud;

import org.jspecify.annotations.NullMarked;
