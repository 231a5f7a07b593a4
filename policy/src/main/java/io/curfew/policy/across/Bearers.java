package io.curfew.policy.across;

import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Sighting;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The sites at which a trait shows. Holds at most {@value #MOST_SITES} sites and {@value #MOST_DETAILS} details of
 * {@value #MOST_CHARACTERS} characters in all: what was seen longest ago makes room.
 *
 * @param sites in any order
 * @param details whom devices of the model contact, and at which site; empty for other traits
 * @param forgot of which time a detail made room last: of what was contacted until then not all is known; absent while
 *     all is known
 */
public record Bearers(
        List<Bearer> sites, List<Detail> details, @Nullable Instant forgot) {
    static final int MOST_SITES = 256;
    static final int MOST_DETAILS = 1_024;
    /** Whatever the characters are, it is one record of Kafka then. */
    static final int MOST_CHARACTERS = 65_536;
    /** Nobody has seen it. */
    public static final Bearers NONE = new Bearers(List.of(), List.of(), null);

    /**
     * A site at which it shows.
     *
     * @param device who showed it last
     * @param first when it showed first
     * @param last when it showed last
     * @param watch how well the site was watched until then
     */
    public record Bearer(SiteId site, DeviceId device, Instant first, Instant last, Sighting.Watch watch) {}

    /** Whom a device of the model contacts at a site, and when last. */
    public record Detail(String detail, SiteId site, Instant last) {}

    public Bearers {
        sites = List.copyOf(sites);
        details = List.copyOf(details);
    }

    /** With one more sighting. */
    Bearers with(Sighting sighting) {
        List<Bearer> others = new ArrayList<>(sites);
        Instant first = sighting.at();
        for (Bearer bearer : sites) {
            if (bearer.site().equals(sighting.site())) {
                others.remove(bearer);
                first = bearer.first().isBefore(first) ? bearer.first() : first;
            }
        }
        others.add(new Bearer(sighting.site(), sighting.device(), first, sighting.at(), sighting.watch()));
        if (others.size() > MOST_SITES) {
            others.remove(
                    others.stream().min(Comparator.comparing(Bearer::last)).orElseThrow());
        }
        Bearers shown = new Bearers(others, details, forgot);
        return sighting.detail().isEmpty() ? shown : shown.withDetail(sighting);
    }

    private Bearers withDetail(Sighting sighting) {
        List<Detail> more = new ArrayList<>(details);
        more.removeIf(known ->
                known.detail().equals(sighting.detail()) && known.site().equals(sighting.site()));
        more.add(new Detail(sighting.detail(), sighting.site(), sighting.at()));
        int first = Math.max(0, more.size() - MOST_DETAILS);
        int characters = 0;
        for (int latest = more.size() - 1; latest >= first; latest--) {
            characters += more.get(latest).detail().length();
            if (characters > MOST_CHARACTERS) {
                first = latest + 1;
            }
        }
        Instant forgotten = more.subList(0, first).stream()
                .map(Detail::last)
                .filter(last -> forgot == null || last.isAfter(forgot))
                .max(Comparator.naturalOrder())
                .orElse(forgot);
        return new Bearers(sites, more.subList(first, more.size()), forgotten);
    }

    /** When it showed last anywhere. */
    public Instant last() {
        return sites.stream().map(Bearer::last).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }
}
