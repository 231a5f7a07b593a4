/**
 * Who asks, from where, how often, and what they may see: Keycloak's tokens come in, a caller with roles and visible
 * sites goes out. Deny is the default. Tokens stay here and never reach a browser.
 */
@NullMarked
package io.curfew.collector.access;

import org.jspecify.annotations.NullMarked;
