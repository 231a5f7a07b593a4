package io.curfew.sensor.audit;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.language.Policy;
import io.curfew.policy.replay.Impact;
import io.curfew.policy.replay.WhatIf;
import io.curfew.policy.watch.SensorRun;
import io.curfew.sensor.ObservationSink;

/** Judges captures of one site, one after the other, by two policies. */
public final class Comparison {
    private static final SensorId SENSOR = new SensorId("capture");

    private final WhatIf whatIf;
    private int captures;

    public Comparison(SiteId site, Policy before, Policy after) {
        whatIf = new WhatIf(site, before, after);
    }

    /** Where the observations of one more capture go. */
    public ObservationSink nextCapture() {
        captures++;
        SensorRun run = new SensorRun(SENSOR, Integer.toString(captures));
        return observation -> whatIf.observe(run, observation);
    }

    /** What the second policy changes. */
    public Impact impact() {
        return whatIf.impact();
    }
}
