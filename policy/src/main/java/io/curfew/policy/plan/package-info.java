/** What a policy says about one site, ready for quick questions: which zone, which device, which server. */
@NullMarked
package io.curfew.policy.plan;

import org.jspecify.annotations.NullMarked;
