/**
 * The pure heart: a site's observations and its policy go in, verdicts, device dossiers and alerts come out. No I/O, no
 * clock, no thread, no log; all that it remembers lies behind {@link io.curfew.policy.memory.SiteMemory}.
 */
@NullMarked
package io.curfew.policy;

import org.jspecify.annotations.NullMarked;
