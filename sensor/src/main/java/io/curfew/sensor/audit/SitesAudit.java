package io.curfew.sensor.audit;

import io.curfew.events.SiteId;
import io.curfew.policy.Hint;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Sighting;
import io.curfew.policy.across.HeapTraitMemory;
import io.curfew.policy.across.SightedTraits;
import io.curfew.policy.language.Policy;
import io.curfew.sensor.ObservationSink;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Judges captures of several sites at once, as the collector would: each site hears what it has in common with others
 * as soon as one of them shows it. For one thread.
 */
public final class SitesAudit {
    private final Map<SiteId, Audit> audits = new LinkedHashMap<>();
    private long letGo;
    private final SightedTraits traits =
            new SightedTraits(new HeapTraitMemory(), SightedTraits.MOST_OCTETS, () -> letGo++);

    public SitesAudit(Collection<SiteId> sites, Policy policy) {
        this(sites, policy, (_, _) -> {});
    }

    /** @param listener is told each observation and its site as soon as it is judged */
    public SitesAudit(Collection<SiteId> sites, Policy policy, BiConsumer<SiteId, JudgedObservation> listener) {
        for (SiteId site : sites) {
            audits.put(site, new Audit(site, policy, judged -> listener.accept(site, judged), this::take));
        }
    }

    /**
     * Where the observations of one more capture of a site go, in the order of time of all sites. Each site's captures
     * may be asked for on a thread of its own, before {@link #audits} are.
     */
    public ObservationSink nextCapture(SiteId site) {
        return audit(site).nextCapture();
    }

    private void take(Sighting sighting) {
        for (Hint hint : traits.take(sighting)) {
            audit(hint.site()).hear(hint);
        }
    }

    private Audit audit(SiteId site) {
        return Objects.requireNonNull(audits.get(site), "the site is audited");
    }

    /** What became of each site, in the order in which they were named. */
    public List<Audit> audits() {
        return List.copyOf(audits.values());
    }

    /** How much of what sites may have in common did not find room: of that, not all is told. */
    public long letGo() {
        return letGo;
    }
}
