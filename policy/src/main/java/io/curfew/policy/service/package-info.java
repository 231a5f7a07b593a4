/** Names of services: a name goes in, transports and ports come out, and back. */
@NullMarked
package io.curfew.policy.service;

import org.jspecify.annotations.NullMarked;
