package io.curfew.collector.load;

import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import io.curfew.policy.language.ListedDevice;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.Rule;
import io.curfew.policy.language.Site;
import io.curfew.policy.language.Subnet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Many sites made of recorded homes. Each sends one batch a second, as sensors do. The addresses are the same at all of
 * them, the devices of all are listed by the policy, and the same arguments make the same town.
 */
public final class Town {
    private static final String RUN = "2026-11-23T03:32:00Z";
    private static final SensorId SENSOR = new SensorId("bench");
    private static final String THINGS = "things";

    private final List<Home> homes;
    private final int sites;
    private final int twins;
    private final long[] nextSequences;
    private long second;

    /** @param devices how many devices a site has at least, its router not counted */
    public Town(List<Recording> recordings, Policy recorded, int sites, int devices) {
        int fewest = recordings.stream()
                .mapToInt(recording -> (int) listed(recorded, recording.site()).stream()
                        .filter(Town::isTwinned)
                        .count())
                .min()
                .orElseThrow();
        this.twins = (devices + fewest - 1) / fewest;
        this.homes =
                recordings.stream().map(recording -> new Home(recording, twins)).toList();
        this.sites = sites;
        this.nextSequences = new long[sites];
    }

    /** How often each recorded device stands in each home. */
    public int twins() {
        return twins;
    }

    public static SiteId site(int index) {
        return new SiteId("site-" + index);
    }

    private Home home(int index) {
        return homes.get(index % homes.size());
    }

    /** Hands over what all sites send in the next second; returns how many observations that are. */
    public long nextSecond(Consumer<ObservationBatch> batches) {
        return nextSecond(home -> home.second(second), batches);
    }

    /** The same of a second in which no device does anything. */
    public long nextQuietSecond(Consumer<ObservationBatch> batches) {
        return nextSecond(home -> home.quietSecond(second), batches);
    }

    private long nextSecond(Function<Home, List<Observation>> sight, Consumer<ObservationBatch> batches) {
        long observations = 0;
        for (int index = 0; index < sites; index++) {
            List<Observation> seen = sight.apply(home(index));
            for (int from = 0; from < seen.size(); from += ObservationBatch.MOST_OBSERVATIONS) {
                int to = Math.min(seen.size(), from + ObservationBatch.MOST_OBSERVATIONS);
                batches.accept(
                        new ObservationBatch(site(index), SENSOR, RUN, nextSequences[index]++, seen.subList(from, to)));
            }
            observations += seen.size();
        }
        second++;
        return observations;
    }

    /** The recorded homes' policy for all sites: twins may do what their originals may. */
    public Policy policy(Policy recorded) {
        List<Site> all = new ArrayList<>();
        List<ListedDevice> devices = new ArrayList<>();
        for (int index = 0; index < sites; index++) {
            SiteId id = site(index);
            SiteId of = home(index).recording().site();
            all.add(renamed(recorded.site(of).orElseThrow(), id));
            for (ListedDevice device : listed(recorded, of)) {
                for (int twin = 0; twin < (isTwinned(device) ? twins : 1); twin++) {
                    devices.add(twin(device, id, twin));
                }
            }
        }
        List<Rule> rules = recorded.rules().stream().map(this::forTwins).toList();
        return Remade.with(recorded, Map.of("sites", all, "devices", devices, "rules", rules));
    }

    private static List<ListedDevice> listed(Policy policy, SiteId site) {
        return policy.devices().stream()
                .filter(device -> device.site().equals(site))
                .toList();
    }

    private static boolean isTwinned(ListedDevice device) {
        return device.mac() != null && !device.tags().contains("router");
    }

    private Site renamed(Site site, SiteId id) {
        List<Site.Zone> zones = site.zones().stream()
                .map(zone -> zone.id().equals(THINGS) ? withTwins(zone) : zone)
                .toList();
        return Remade.with(site, Map.of("id", id, "controllers", withTwins(site.controllers()), "zones", zones));
    }

    private static Site.Zone withTwins(Site.Zone zone) {
        List<Subnet> subnets = new ArrayList<>(zone.subnets());
        subnets.add(Subnet.parse("10.30.0.0/16"));
        return Remade.with(zone, Map.of("subnets", subnets));
    }

    private List<DeviceId> withTwins(List<DeviceId> devices) {
        List<DeviceId> all = new ArrayList<>();
        for (DeviceId device : devices) {
            for (int twin = 0; twin < twins; twin++) {
                all.add(twin(device, twin));
            }
        }
        return all;
    }

    private static DeviceId twin(DeviceId id, int twin) {
        return twin == 0 ? id : new DeviceId(id + "-" + twin);
    }

    private static ListedDevice twin(ListedDevice device, SiteId site, int twin) {
        Readdressing readdressing = new Readdressing(twin, Duration.ZERO, 0);
        Map<String, Object> changes = new HashMap<>(Map.of("id", twin(device.id(), twin), "site", site));
        if (device.mac() != null) {
            changes.put("mac", readdressing.mac(device.mac()));
        }
        return Remade.with(device, changes);
    }

    private Rule forTwins(Rule rule) {
        Rule.Subject subject = rule.subject();
        List<DeviceId> devices = withTwins(subject.devices());
        return Remade.with(rule, Map.of("subject", Remade.with(subject, Map.of("devices", devices))));
    }
}
