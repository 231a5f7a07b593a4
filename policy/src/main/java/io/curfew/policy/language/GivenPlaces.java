package io.curfew.policy.language;

import io.curfew.policy.place.PlaceDatabase;
import org.jspecify.annotations.Nullable;

/**
 * The databases of places that a policy names, as far as they are there.
 *
 * @param countries says the country of an address
 * @param networks says the autonomous system of an address, and who runs it
 */
public record GivenPlaces(
        @Nullable PlaceDatabase countries, @Nullable PlaceDatabase networks) {
    /** None is given. */
    public static final GivenPlaces NONE = new GivenPlaces(null, null);
}
