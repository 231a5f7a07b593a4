package io.curfew.sensor.capture;

import java.io.IOException;

/** Reads the packets of one capture format. */
sealed interface CaptureReader permits PcapReader, PcapngReader {
    /** The most octets that a packet may have, as in tcpdump and Wireshark; more means that the file is damaged. */
    int MOST_PACKET_OCTETS = 262_144;

    /** What one attempt to read a packet came to. */
    enum Step {
        PACKET,
        END,
        /** The file ends in the middle of a packet. */
        CUT_SHORT
    }

    /**
     * Hands the next packet to {@code sink}.
     *
     * @throws CaptureException where the file is damaged
     */
    Step next(FrameSink sink) throws IOException;
}
