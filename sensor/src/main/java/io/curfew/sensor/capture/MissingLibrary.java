package io.curfew.sensor.capture;

import com.sun.jna.Native;

/**
 * Says which library is missing when {@link Libpcap} cannot be called: libpcap itself, or the one through which JNA
 * calls it.
 */
final class MissingLibrary {
    private MissingLibrary() {}

    /** What is missing and what to do about it, in one line. */
    static String complaint(LinkageError failed) {
        if (isJnaThere()) {
            return "libpcap is missing (Debian: apt-get install libpcap0.8)";
        }
        String advice = Boolean.getBoolean("jna.nounpack")
                ? "install curfew-sensor again"
                : "Java unpacks it at each start: make room for its temporary files, and let libraries be loaded there";
        return "the library through which libpcap is called cannot be loaded (" + cause(failed) + "); " + advice;
    }

    private static boolean isJnaThere() {
        try {
            return Native.POINTER_SIZE > 0;
        } catch (LinkageError missing) {
            return false;
        }
    }

    /** At the second attempt the first one's failure is all that tells. */
    private static String cause(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
