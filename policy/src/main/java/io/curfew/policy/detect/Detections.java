package io.curfew.policy.detect;

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
            new InboundFromInternet());

    private Detections() {}
}
