package io.curfew.policy.language;

import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;

/**
 * What some devices may and may not do.
 *
 * @param id names it
 * @param subject whom it speaks of
 * @param allow what they may do
 * @param deny what they may not do, whatever allows it
 * @param severity how much breaking it matters
 * @param mudUrls the URLs of the MUD files that its entries come from, empty for a file that has none
 * @param files the files that its entries need, by the names that the policy gives them
 * @param replacedAt the sites that have a rule of their own in its place, or switch it off
 * @param file where it is written
 * @param line the line in the file, from 1
 */
public record Rule(
        String id,
        Subject subject,
        List<Entry> allow,
        List<Entry> deny,
        Severity severity,
        List<String> mudUrls,
        List<String> files,
        List<SiteId> replacedAt,
        String file,
        int line) {

    /**
     * Whom a rule speaks of: the devices for which each given list has a match. A list that is empty does not ask.
     *
     * @param sites where they are
     * @param zones the zones that they are in
     * @param devices which ones
     * @param tags what they are tagged with, one of these
     */
    public record Subject(List<SiteId> sites, List<String> zones, List<DeviceId> devices, List<String> tags) {
        public Subject {
            sites = List.copyOf(sites);
            zones = List.copyOf(zones);
            devices = List.copyOf(devices);
            tags = List.copyOf(tags);
        }

        /** True when it speaks of devices of a site. */
        public boolean includes(SiteId site) {
            return sites.isEmpty() || sites.contains(site);
        }

        /**
         * True when it speaks of a device of its sites.
         *
         * @param listed what the policy says of the device; absent when it says nothing
         * @param zone absent when no zone holds it
         */
        public boolean includes(@Nullable ListedDevice listed, @Nullable String zone) {
            boolean zoneFits = zones.isEmpty() || (zone != null && zones.contains(zone));
            boolean deviceFits = devices.isEmpty() || (listed != null && devices.contains(listed.id()));
            boolean tagFits = tags.isEmpty() || (listed != null && !Collections.disjoint(tags, listed.tags()));
            return zoneFits && deviceFits && tagFits;
        }

        /** True when it names devices or tags, not only where they are. */
        public boolean singlesOut() {
            return !devices.isEmpty() || !tags.isEmpty();
        }
    }

    public Rule {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        mudUrls = List.copyOf(mudUrls);
        files = List.copyOf(files);
        replacedAt = List.copyOf(replacedAt);
    }

    /** True when it forbids whatever is not allowed. A MUD file does, even one that allows nothing. */
    public boolean isDefaultDeny() {
        return !allow.isEmpty() || !mudUrls.isEmpty();
    }

    /** True when it speaks at a site. */
    public boolean holdsAt(SiteId site) {
        return subject.includes(site) && !replacedAt.contains(site);
    }
}
