package io.curfew.sensor.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A network interface that may come and go.
 *
 * @param name such as {@code eth0}
 * @param filter what the kernel hands over
 * @param snapLength octets kept of each frame
 */
public record LiveInterface(String name, CaptureFilter filter, int snapLength) {
    private static final Path ALL = Path.of("/sys/class/net");
    private static final int UP = 1;
    private static final State UNKNOWN = new State(0, true, true);
    private static final State GONE = new State(-1, false, false);

    /**
     * An interface at a moment.
     *
     * @param index the kernel's number for it, never given again; -1 when there is none of the name
     * @param isUp whether it is switched on: a capture of one that is not has ended
     * @param hasCarrier whether anything is at the other end
     */
    public record State(int index, boolean isUp, boolean hasCarrier) {
        /** Whether packets can come. */
        public boolean sees() {
            return isUp && hasCarrier;
        }
    }

    /** Opens it. */
    public LiveCapture open() throws CaptureException {
        return LiveCapture.open(name, filter, snapLength);
    }

    /** How it is now; where the system does not tell, it is there and up. */
    public State state() {
        Path place = ALL.resolve(name);
        if (!Files.isDirectory(ALL) || name.equals("any")) {
            return UNKNOWN;
        }
        try {
            int index = Integer.parseInt(text(place, "ifindex"));
            boolean isUp = (Integer.decode(text(place, "flags")) & UP) != 0;
            return new State(index, isUp, isUp && text(place, "carrier").equals("1"));
        } catch (IOException | NumberFormatException gone) {
            return GONE;
        }
    }

    private static String text(Path place, String name) throws IOException {
        return Files.readString(place.resolve(name)).strip();
    }
}
