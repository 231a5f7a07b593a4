package io.curfew.sensor.capture;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What the kernel hands over, in libpcap's filter language. Each expression stands by itself: what one says of tags, as
 * {@code vlan}, means nothing to the others.
 *
 * @param wanted what to hand over; absent: everything
 * @param ignored what not to hand over
 */
public record CaptureFilter(@Nullable String wanted, List<String> ignored) {
    /** All that there is. */
    public static final CaptureFilter NONE = new CaptureFilter(null, List.of());

    private static final int ANY_SNAP_LENGTH = 65_535;

    public CaptureFilter {
        ignored = List.copyOf(ignored);
    }

    /** True when it lets all pass. */
    boolean isEmpty() {
        return wanted == null && ignored.isEmpty();
    }

    /**
     * The expression itself, when libpcap understands it.
     *
     * @throws IllegalArgumentException when it does not, with its reason
     */
    public static String checked(String expression) {
        try {
            compile(expression);
            return expression;
        } catch (CaptureException refused) {
            throw new IllegalArgumentException(
                    "\"" + expression + "\" is no capture filter: " + refused.getMessage(), refused);
        } catch (LinkageError missing) {
            throw new IllegalArgumentException(
                    "\"" + expression + "\" cannot be checked: " + MissingLibrary.complaint(missing), missing);
        }
    }

    private static void compile(String expression) throws CaptureException {
        Pointer dead = Libpcap.pcap_open_dead(Libpcap.ETHERNET, ANY_SNAP_LENGTH);
        try {
            // That it can be made is all that is asked.
            FilterProgram.compiled(dead, expression);
        } finally {
            Libpcap.pcap_close(dead);
        }
    }
}
