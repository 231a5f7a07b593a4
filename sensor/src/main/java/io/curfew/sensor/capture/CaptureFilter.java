package io.curfew.sensor.capture;

import org.jspecify.annotations.Nullable;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

import java.net.Inet4Address;
import java.util.List;

/** What the kernel hands over, in libpcap's filter language. */
public final class CaptureFilter {
    private static final int ANY_SNAP_LENGTH = 65_535;
    private static final Inet4Address NO_NETMASK = PcapHandle.PCAP_NETMASK_UNKNOWN;

    private CaptureFilter() {}

    /**
     * The expression itself, when libpcap understands it.
     *
     * @throws IllegalArgumentException when it does not, with its reason
     */
    public static String checked(String expression) {
        try (PcapHandle dead = Pcaps.openDead(DataLinkType.EN10MB, ANY_SNAP_LENGTH)) {
            dead.compileFilter(expression, BpfCompileMode.OPTIMIZE, NO_NETMASK).free();
            return expression;
        } catch (PcapNativeException | NotOpenException refused) {
            throw new IllegalArgumentException(
                    "\"" + expression + "\" is no capture filter: " + refused.getMessage(), refused);
        } catch (LinkageError missing) {
            throw new IllegalArgumentException("\"" + expression + "\" cannot be checked: libpcap is missing", missing);
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
