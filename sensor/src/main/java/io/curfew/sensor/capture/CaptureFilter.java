package io.curfew.sensor.capture;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** What the kernel hands over, in libpcap's filter language. */
public final class CaptureFilter {
    private static final int ANY_SNAP_LENGTH = 65_535;

    private CaptureFilter() {}

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
            throw new IllegalArgumentException("\"" + expression + "\" cannot be checked: libpcap is missing", missing);
        }
    }

    private static void compile(String expression) throws CaptureException {
        Pointer dead = Libpcap.pcap_open_dead(Libpcap.ETHERNET, ANY_SNAP_LENGTH);
        try (FilterProgram _ = new FilterProgram(dead, expression)) {
            // That it could be made is all that was asked.
        } finally {
            Libpcap.pcap_close(dead);
        }
    }

    /** One expression for what is wanted less what is not; absent: everything. */
    public static @Nullable String of(@Nullable String wanted, List<String> ignored) {
        if (ignored.isEmpty()) {
            return wanted;
        }
        String nothingOf = "not ((" + String.join(") or (", ignored) + "))";
        return wanted == null ? nothingOf : "(" + wanted + ") and " + nothingOf;
    }
}
