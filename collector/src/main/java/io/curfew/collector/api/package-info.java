/**
 * Serves people and machines: HTTP requests come in, what the view, the policy and the caller's roles allow goes out.
 * Resources translate and nothing else. The only user of JAX-RS.
 */
@NullMarked
package io.curfew.collector.api;

import org.jspecify.annotations.NullMarked;
