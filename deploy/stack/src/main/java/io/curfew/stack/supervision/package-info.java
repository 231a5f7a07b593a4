/**
 * Starts and stops the parts together: servers in, running processes out, in an order that each can live with. The one
 * place that changes what runs.
 */
@NullMarked
package io.curfew.stack.supervision;

import org.jspecify.annotations.NullMarked;
