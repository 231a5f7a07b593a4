package io.curfew.collector.load;

import io.curfew.events.ObservationBatch;
import io.curfew.events.SiteId;
import io.curfew.policy.language.Entry;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.Rule;
import io.curfew.policy.replay.WhatIf;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Seven days of one site, and the day before, from which a what-if learns: its devices do again and again what one
 * recorded home did, and nothing in between, so that the week comes to as many observations as wanted. Its sensor
 * reports its status all the time.
 */
public final class Week {
    public static final Duration LENGTH = Duration.ofDays(7);

    private static final Duration ALL = LENGTH.plus(WhatIf.LEARNING);

    private final Recording recording;
    private final Policy recorded;
    private final int devices;
    private final long observations;

    /**
     * @param devices how many devices the site has at least
     * @param observations about how many all of them make in the week
     */
    public Week(Recording recording, Policy recorded, int devices, long observations) {
        this.recording = recording;
        this.recorded = recorded;
        this.devices = devices;
        this.observations = observations;
    }

    public static SiteId site() {
        return Town.site(0);
    }

    /** When the seven days begin. */
    public Instant begin() {
        return recording.begin().plus(WhatIf.LEARNING);
    }

    /** The recorded home's policy for all its devices. */
    public Policy policy() {
        return town().policy(recorded);
    }

    /** The same without the first entry of the first rule: what many do every minute is then forbidden. */
    public Policy stricterPolicy() {
        Policy policy = policy();
        List<Rule> rules = new ArrayList<>(policy.rules());
        List<Entry> allowed = rules.getFirst().allow();
        rules.set(0, Remade.with(rules.getFirst(), Map.of("allow", allowed.subList(1, allowed.size()))));
        return Remade.with(policy, Map.of("version", policy.version() + 1, "rules", rules));
    }

    /** Hands over what the sensor sends, in its order; returns how many observations that are. */
    public long send(Consumer<ObservationBatch> batches) {
        Town town = town();
        long length = recording.length().toSeconds();
        long quietRounds = quietRounds(length);
        long sent = 0;
        for (long second = 0; second < ALL.toSeconds(); second++) {
            boolean isQuiet = second / length % (quietRounds + 1) != 0;
            sent += isQuiet ? town.nextQuietSecond(batches) : town.nextSecond(batches);
        }
        return sent;
    }

    /** How many rounds of the recording pass in quiet after each in which the devices act. */
    private long quietRounds(long length) {
        long aRound = (long) recording.observations().size() * town().twins();
        long rounds = Math.max(1, observations / aRound);
        return Math.max(0, LENGTH.toSeconds() / length / rounds - 1);
    }

    private Town town() {
        return new Town(List.of(recording), recorded, 1, devices);
    }
}
