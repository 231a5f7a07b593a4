package io.curfew.collector.store;

/**
 * What is to be summed up by something else than time, and what comes first.
 *
 * @param scope of what
 * @param by what each sum is of
 * @param order which sums come first
 * @param most how many sums, at least 1
 */
public record TopQuery(HoursScope scope, By by, Order order, int most) {
    /** The most that {@code most} may be. */
    public static final int MOST = 500;

    /** What each sum is of. */
    public enum By {
        /** Each device that began something. */
        DEVICE,
        /** Each other end: a name, an address, a device's id, or the name that was asked for. */
        PEER,
        /** Each service. */
        SERVICE,
        /** Each rule that said what the policy says. */
        RULE,
        /** Each device with each other end, of the devices that come first. */
        PAIR,
        /** Each zone with each zone: who began it, and who was asked. */
        ZONES
    }

    /** Which sums come first, the greatest always. */
    public enum Order {
        /** How often. */
        COUNT,
        /** How often against the policy. */
        VIOLATIONS,
        /** Bytes from those who began it. */
        SENT,
        /** Bytes from those who were asked. */
        RECEIVED
    }

    public TopQuery {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " sums can be asked for, were " + most);
        }
    }
}
