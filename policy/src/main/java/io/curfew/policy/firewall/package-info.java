/** Alerts come in, rules that a firewall understands go out, with what to mind before using them. */
@NullMarked
package io.curfew.policy.firewall;

import org.jspecify.annotations.NullMarked;
