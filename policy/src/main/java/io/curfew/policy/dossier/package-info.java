/** What is known of each device: facts and uses go in, dossiers come out when they are worth publishing. */
@NullMarked
package io.curfew.policy.dossier;

import org.jspecify.annotations.NullMarked;
