package io.curfew.policy.detect;

import io.curfew.events.SensorId;

import java.util.List;

/** All that is looked for. */
public final class Detections {
    /** In the order in which they look. */
    public static final List<Detection> ALL = List.of(
            new DnsBypass(),
            new HardCodedAddress(),
            new NewDevice(),
            new RetryStorm(),
            new Beacon(),
            new UnexpectedUpload(),
            new PayloadDownload(),
            new GoneQuiet(),
            new Habits(),
            new Scan(),
            new SameAtManySites(),
            new LateralMovement(),
            new MacSpoofed(),
            new AddressClaimedTwice(),
            new RogueServer(),
            new NtpBypass(),
            new WrongZone(),
            new InboundFromInternet(),
            new SensorWatch());

    private Detections() {}

    /** Batches that a sensor numbered did not arrive; fewer than none when some came after all. */
    public static void missing(SensorId sensor, long batches, Scene scene) {
        SensorWatch.missing(sensor, batches, scene);
    }
}
