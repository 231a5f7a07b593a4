/** The octets of a database of places in, the country and the network of an address out. */
@NullMarked
package io.curfew.policy.place;

import org.jspecify.annotations.NullMarked;
