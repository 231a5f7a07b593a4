package io.curfew.policy.watch;

import io.curfew.events.Observation;
import io.curfew.events.SiteId;
import io.curfew.policy.Command;
import io.curfew.policy.Findings;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Verdict;
import io.curfew.policy.language.Policy;
import io.curfew.policy.memory.SiteMemory;

import java.util.List;
import java.util.Objects;

/**
 * Watches one site. The same observations, policies and memory give the same findings. All that it remembers lies in
 * its {@link SiteMemory}; for one thread.
 */
public final class SiteWatch {
    private final SiteId site;
    private final SiteMemory memory;

    public SiteWatch(SiteId site, SiteMemory memory) {
        this.site = site;
        this.memory = memory;
    }

    public SiteId site() {
        return site;
    }

    public SiteMemory memory() {
        return memory;
    }

    /** Judges one observation of this site, in the order in which its sensor made them. */
    public Findings observe(Policy policy, SensorRun run, Observation observation) {
        Objects.requireNonNull(policy);
        Objects.requireNonNull(run);
        return new Findings(
                List.of(new JudgedObservation(observation, null, null, null, null, new Verdict.Unjudged())),
                List.of(),
                List.of());
    }

    /** Does what a person decided; a command about something that is not there changes nothing. */
    public Findings apply(Command command) {
        Objects.requireNonNull(command);
        return new Findings(List.of(), List.of(), List.of());
    }
}
