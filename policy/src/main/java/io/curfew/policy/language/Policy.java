package io.curfew.policy.language;

import io.curfew.events.SiteId;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What shall hold at every site. References between its parts were resolved when it was read, see {@link PolicyReader}.
 *
 * @param version grows with each change; 0 is the policy that says nothing
 * @param sites the places
 * @param devices the devices that people named
 * @param rules in the order of the text
 * @param tunings what shall hold for detections, in the order of the text
 * @param places the databases of places that it names
 * @param imprints what tells it from another, site by site
 */
public record Policy(
        long version,
        List<Site> sites,
        List<ListedDevice> devices,
        List<Rule> rules,
        List<Tuning> tunings,
        GivenPlaces places,
        Imprints imprints) {
    private static final Policy NONE =
            new Policy(0, List.of(), List.of(), List.of(), List.of(), GivenPlaces.NONE, Imprints.NONE);

    public Policy {
        sites = new BySite<>(sites, Site::id);
        devices = new BySite<>(devices, ListedDevice::site);
        rules = List.copyOf(rules);
        tunings = List.copyOf(tunings);
        if (version < 0) {
            throw new IllegalArgumentException("a policy's version is at least 0, was " + version);
        }
    }

    /** The policy before anybody wrote one: it knows no site and judges nothing. */
    public static Policy none() {
        return NONE;
    }

    public Optional<Site> site(SiteId id) {
        return ((BySite<Site>) sites).at(id).stream().findFirst();
    }

    /** The devices that people named at a site, in the order of the text. */
    public List<ListedDevice> devices(SiteId id) {
        return Collections.unmodifiableList(((BySite<ListedDevice>) devices).at(id));
    }

    /** What it says at a site, to be held against what another says there. */
    public Imprint imprint(SiteId site) {
        return site(site).map(known -> imprints.at(known, devices(site))).orElse(Imprint.NONE);
    }

    /** The rule of this id that holds at a site. */
    public Optional<Rule> rule(SiteId site, String id) {
        return rules.stream()
                .filter(rule -> rule.id().equals(id) && rule.holdsAt(site))
                .findFirst();
    }
}
