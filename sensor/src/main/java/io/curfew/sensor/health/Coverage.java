package io.curfew.sensor.health;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the sensor can see: who sends, how much of it is addressed to one device, on which VLANs. Counts at most
 * {@value #MOST_ADDRESSES} addresses a minute; more are left out. Looks at the first 18 octets of Ethernet frames, once
 * per frame, without allocating. For one thread.
 */
public final class Coverage {
    /** The most addresses that are told apart. */
    public static final int MOST_ADDRESSES = 4_096;

    private static final int ETHERNET = 1;
    private static final int HEADER_OCTETS = 14;
    private static final int TAGGED_HEADER_OCTETS = 18;
    private static final int TAG = 0x8100;
    private static final int SERVICE_TAG = 0x88a8;
    private static final int VLANS = 4_096;
    private static final long WINDOW_NANOS = 60_000_000_000L;
    private static final int SLOTS = 2 * MOST_ADDRESSES;

    private final long secret = new SplittableRandom().nextLong();
    private Window current = new Window(secret);
    private Window previous = new Window(secret);
    private long windowStartNanos = Long.MIN_VALUE;

    /** What was seen within one minute. */
    private static final class Window {
        private final long secret;
        private final long[] addresses = new long[SLOTS];
        private final BitSet vlans = new BitSet(VLANS);
        private int addressCount;
        private long frames;
        private long unicastFrames;

        private Window(long secret) {
            this.secret = secret;
        }

        private void clear() {
            Arrays.fill(addresses, 0);
            vlans.clear();
            addressCount = 0;
            frames = 0;
            unicastFrames = 0;
        }

        private void address(long mac) {
            int slot = slot(mac, secret);
            while (addresses[slot] != 0) {
                if (addresses[slot] == mac) {
                    return;
                }
                slot = slot + 1 & SLOTS - 1;
            }
            if (addressCount < MOST_ADDRESSES) {
                addresses[slot] = mac;
                addressCount++;
            }
        }
    }

    /** Where an address is looked for first. Who does not know the secret cannot choose addresses that meet. */
    static int slot(long mac, long secret) {
        long mixed = (mac ^ secret) * 0x9e37_79b9_7f4a_7c15L;
        mixed = (mixed ^ mixed >>> 32) * (secret | 1);
        return (int) (mixed >>> 51) & SLOTS - 1;
    }

    /** Takes note of one frame, as {@link io.curfew.sensor.capture.FrameSink} gets it. */
    public void frame(byte[] frame, int offset, int capturedLength, int linkType, long timestampNanos) {
        turn(timestampNanos);
        if (linkType != ETHERNET || capturedLength < HEADER_OCTETS) {
            return;
        }
        current.frames++;
        boolean toGroup = (frame[offset] & 1) != 0;
        if (!toGroup) {
            current.unicastFrames++;
        }
        boolean fromGroup = (frame[offset + 6] & 1) != 0;
        if (!fromGroup) {
            current.address(mac(frame, offset + 6));
        }
        int type = u16(frame, offset + 12);
        if ((type == TAG || type == SERVICE_TAG) && capturedLength >= TAGGED_HEADER_OCTETS) {
            current.vlans.set(u16(frame, offset + 14) & 0xfff);
        }
    }

    private void turn(long nowNanos) {
        if (windowStartNanos == Long.MIN_VALUE) {
            windowStartNanos = nowNanos;
        }
        long age = nowNanos - windowStartNanos;
        if (age < -WINDOW_NANOS) {
            // The clock was set back: the window goes on from there.
            windowStartNanos = nowNanos;
            return;
        }
        if (age < WINDOW_NANOS) {
            return;
        }
        Window oldest = previous;
        previous = current;
        current = oldest;
        current.clear();
        if (age >= 2 * WINDOW_NANOS) {
            previous.clear();
        }
        windowStartNanos = nowNanos;
    }

    private static long mac(byte[] frame, int offset) {
        return (long) u16(frame, offset) << 32 | (long) u16(frame, offset + 2) << 16 | u16(frame, offset + 4);
    }

    private static int u16(byte[] frame, int offset) {
        return (frame[offset] & 0xff) << 8 | (frame[offset + 1] & 0xff);
    }

    /** What was seen in the current minute and the one before it. */
    public Seen seen(long nowNanos) {
        turn(nowNanos);
        Window both = new Window(secret);
        for (Window window : new Window[] {previous, current}) {
            for (long mac : window.addresses) {
                if (mac != 0) {
                    both.address(mac);
                }
            }
            both.vlans.or(window.vlans);
            both.frames += window.frames;
            both.unicastFrames += window.unicastFrames;
        }
        double unicastShare = both.frames == 0 ? 0 : (double) both.unicastFrames / both.frames;
        return new Seen(
                both.addressCount, unicastShare, both.vlans.stream().boxed().toList());
    }

    /**
     * What the sensor saw.
     *
     * @param addresses distinct MAC addresses that sent something
     * @param unicastShare share of frames, 0 to 1, that were addressed to one device; 0 when there were none
     * @param vlanIds outermost VLAN tags, in order
     */
    public record Seen(int addresses, double unicastShare, List<Integer> vlanIds) {}
}
