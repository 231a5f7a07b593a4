package io.curfew.policy.detect;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.SensorId;
import io.curfew.events.StatusObservation;
import io.curfew.policy.plan.Party;

import java.util.List;

/** All that is looked for, as one: each sees everything, in the same order. */
public final class Detections implements Detection {
    /** Habits come last, so that the others see what was usual before. */
    private static final List<Detection> ALL = List.of(
            new DnsBypass(),
            new HardCodedAddress(),
            new NewDevice(),
            new RetryStorm(),
            new Beacon(),
            new UnexpectedUpload(),
            new PayloadDownload(),
            new GoneQuiet(),
            new Scan(),
            new SameAtManySites(),
            new LateralMovement(),
            new MacSpoofed(),
            new AddressClaimedTwice(),
            new RogueServer(),
            new NtpBypass(),
            new WrongZone(),
            new InboundFromInternet(),
            new SensorWatch(),
            new Habits());

    @Override
    public void flow(Sight sight, Scene scene) {
        for (Detection detection : ALL) {
            detection.flow(sight, scene);
        }
    }

    @Override
    public void question(DnsObservation question, Party client, Party server, Scene scene) {
        for (Detection detection : ALL) {
            detection.question(question, client, server, scene);
        }
    }

    @Override
    public void lease(DhcpObservation message, Party client, Scene scene) {
        for (Detection detection : ALL) {
            detection.lease(message, client, scene);
        }
    }

    @Override
    public void claim(NeighborObservation claim, Party sender, Scene scene) {
        for (Detection detection : ALL) {
            detection.claim(claim, sender, scene);
        }
    }

    @Override
    public void advertisement(RouterAdvertisementObservation advertisement, Party sender, Scene scene) {
        for (Detection detection : ALL) {
            detection.advertisement(advertisement, sender, scene);
        }
    }

    @Override
    public void time(NtpObservation message, Party asking, Party asked, Scene scene) {
        for (Detection detection : ALL) {
            detection.time(message, asking, asked, scene);
        }
    }

    @Override
    public void announcement(AnnouncementObservation announcement, Party sender, Scene scene) {
        for (Detection detection : ALL) {
            detection.announcement(announcement, sender, scene);
        }
    }

    @Override
    public void arrival(Party device, Scene scene) {
        for (Detection detection : ALL) {
            detection.arrival(device, scene);
        }
    }

    @Override
    public void status(StatusObservation status, Scene scene) {
        for (Detection detection : ALL) {
            detection.status(status, scene);
        }
    }

    @Override
    public void pass(Scene scene) {
        for (Detection detection : ALL) {
            detection.pass(scene);
        }
    }

    /** Nothing more is taken of a sensor. */
    public void revoked(SensorId sensor, Scene scene) {
        SensorWatch.revoked(sensor, scene);
    }

    /** A sensor has a key, be it its first or another one. */
    public void enrolled(SensorId sensor, Scene scene) {
        SensorWatch.enrolled(sensor, scene);
    }

    /** Batches that a sensor numbered did not arrive; fewer than none when some came after all. */
    public void missing(SensorId sensor, long batches, Scene scene) {
        SensorWatch.missing(sensor, batches, scene);
    }
}
