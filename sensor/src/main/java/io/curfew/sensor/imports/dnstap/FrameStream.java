package io.curfew.sensor.imports.dnstap;

import io.curfew.sensor.decode.Octets;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The reading side of one Frame Streams connection, with the handshake (READY, ACCEPT, START, STOP, FINISH) or without
 * it (START, STOP). Keeps one frame, of {@value #LARGEST_FRAME_OCTETS} octets at most: the largest DNS message and what
 * dnstap says about it. For one thread.
 */
public final class FrameStream {
    static final int LARGEST_FRAME_OCTETS = 65_535 + 4_096;

    private static final byte[] CONTENT_TYPE = "protobuf:dnstap.Dnstap".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST_CONTROL_OCTETS = 512;
    private static final int LENGTH_OCTETS = 4;
    private static final int ACCEPT = 1;
    private static final int START = 2;
    private static final int STOP = 3;
    private static final int READY = 4;
    private static final int FINISH = 5;
    private static final int CONTENT_TYPE_FIELD = 1;

    private final Frames frames;
    private final Replies replies;
    private byte[] held = new byte[1_024];
    private int heldOctets;
    private State state = State.NEW;
    private @Nullable String fault;

    /** Where the content of data frames goes. */
    @FunctionalInterface
    public interface Frames {
        /** Takes one frame; the array is not to be kept. */
        void frame(byte[] octets, int at, int length);
    }

    /** Where what is to be sent back goes. */
    @FunctionalInterface
    public interface Replies {
        void reply(byte[] octets);
    }

    private enum State {
        NEW,
        ACCEPTED,
        STARTED,
        ENDED
    }

    public FrameStream(Frames frames, Replies replies) {
        this.frames = frames;
        this.replies = replies;
    }

    /** Takes what came next. */
    public void octets(byte[] octets, int from, int end) {
        int at = from;
        while (at < end && !isOver()) {
            int wanted = wanted();
            int taken = Math.min(end - at, wanted - heldOctets);
            hold(octets, at, taken, wanted);
            at += taken;
            if (heldOctets == wanted() && !isOver()) {
                complete();
            }
        }
    }

    private void hold(byte[] octets, int at, int length, int wanted) {
        if (wanted > held.length) {
            held = Arrays.copyOf(held, wanted);
        }
        System.arraycopy(octets, at, held, heldOctets, length);
        heldOctets += length;
    }

    /** How many octets the frame has that is being held, as far as that is known. */
    private int wanted() {
        if (heldOctets < LENGTH_OCTETS) {
            return LENGTH_OCTETS;
        }
        long length = Octets.u32(held, 0);
        if (length > 0) {
            return LENGTH_OCTETS + (int) Math.min(length, LARGEST_FRAME_OCTETS);
        }
        if (heldOctets < 2 * LENGTH_OCTETS) {
            return 2 * LENGTH_OCTETS;
        }
        return 2 * LENGTH_OCTETS + (int) Math.min(Octets.u32(held, LENGTH_OCTETS), LARGEST_CONTROL_OCTETS);
    }

    private void complete() {
        long length = Octets.u32(held, 0);
        if (length > LARGEST_FRAME_OCTETS) {
            fail("a frame of " + length + " octets");
        } else if (length > 0) {
            data((int) length);
        } else {
            long controlLength = Octets.u32(held, LENGTH_OCTETS);
            if (controlLength > LARGEST_CONTROL_OCTETS || controlLength < LENGTH_OCTETS) {
                fail("a control frame of " + controlLength + " octets");
            } else {
                control(2 * LENGTH_OCTETS, 2 * LENGTH_OCTETS + (int) controlLength);
            }
        }
        heldOctets = 0;
    }

    private void data(int length) {
        if (state == State.STARTED) {
            frames.frame(held, LENGTH_OCTETS, length);
        } else {
            fail("data before its start");
        }
    }

    private void control(int at, int end) {
        int type = Octets.i32(held, at);
        int fields = at + LENGTH_OCTETS;
        if (type == READY && state == State.NEW && speaksDnstap(fields, end)) {
            state = State.ACCEPTED;
            replies.reply(control(ACCEPT, true));
        } else if (type == START && (state == State.NEW || state == State.ACCEPTED) && speaksDnstap(fields, end)) {
            state = State.STARTED;
        } else if (type == STOP && state == State.STARTED) {
            state = State.ENDED;
            replies.reply(control(FINISH, false));
        } else {
            fail("an unexpected control frame, or other content than dnstap");
        }
    }

    /** True when dnstap is among the content types, or none is named. */
    private boolean speaksDnstap(int from, int end) {
        int at = from;
        boolean namesOne = false;
        while (end - at >= 2 * LENGTH_OCTETS) {
            long length = Octets.u32(held, at + LENGTH_OCTETS);
            int content = at + 2 * LENGTH_OCTETS;
            if (length > end - content) {
                return false;
            }
            if (Octets.i32(held, at) == CONTENT_TYPE_FIELD) {
                namesOne = true;
                if (Arrays.equals(held, content, content + (int) length, CONTENT_TYPE, 0, CONTENT_TYPE.length)) {
                    return true;
                }
            }
            at = content + (int) length;
        }
        return !namesOne;
    }

    private static byte[] control(int type, boolean withContentType) {
        int fieldOctets = withContentType ? 2 * LENGTH_OCTETS + CONTENT_TYPE.length : 0;
        ByteBuffer frame = ByteBuffer.allocate(3 * LENGTH_OCTETS + fieldOctets);
        frame.putInt(0).putInt(LENGTH_OCTETS + fieldOctets).putInt(type);
        if (withContentType) {
            frame.putInt(CONTENT_TYPE_FIELD).putInt(CONTENT_TYPE.length).put(CONTENT_TYPE);
        }
        return frame.array();
    }

    private void fail(String what) {
        fault = what;
        state = State.ENDED;
    }

    /** True when nothing more will be read: the peer said so, or it makes no sense. */
    public boolean isOver() {
        return state == State.ENDED;
    }

    /** What made no sense; absent when all did. */
    public @Nullable String fault() {
        return fault;
    }
}
