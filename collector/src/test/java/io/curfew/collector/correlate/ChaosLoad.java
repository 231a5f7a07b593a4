package io.curfew.collector.correlate;

import io.curfew.collector.load.Recording;
import io.curfew.collector.load.Town;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SiteId;
import io.curfew.policy.language.Policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is done to the collectors besides harm: what many sites send, second by second, and what people would have for a
 * policy, one version after the other.
 *
 * @param seconds what all sites send in each second
 * @param policies the texts of versions 1, 2 and so on
 */
record ChaosLoad(List<List<ObservationBatch>> seconds, List<String> policies) {
    private static final String ENTRY_TAKEN_AWAY = "      - { service: mqtt, to: controllers }\n";

    ChaosLoad {
        seconds = List.copyOf(seconds);
        policies = List.copyOf(policies);
    }

    /**
     * @param folder the recorded homes, as {@link CollectorBench} has them
     * @param policyFile their policy
     * @param versions how many policies
     */
    static ChaosLoad of(Path folder, Path policyFile, int sites, int devices, int length, int versions)
            throws IOException {
        List<Recording> homes = homes(folder);
        String text = Files.readString(policyFile);
        Policy recorded = Bench.policy(1, text);
        Town town = new Town(homes, recorded, sites, devices);
        List<List<ObservationBatch>> seconds = new ArrayList<>();
        for (int second = 0; second < length; second++) {
            List<ObservationBatch> sent = new ArrayList<>();
            town.nextSecond(sent::add);
            seconds.add(List.copyOf(sent));
        }
        String all = forSites(text, homes, sites);
        List<String> policies = new ArrayList<>();
        for (int version = 1; version <= versions; version++) {
            policies.add("# version " + version + "\n" + (version % 2 == 1 ? all : all.replace(ENTRY_TAKEN_AWAY, "")));
        }
        return new ChaosLoad(seconds, policies);
    }

    long observations() {
        return seconds.stream()
                .flatMap(List::stream)
                .mapToLong(batch -> batch.observations().size())
                .sum();
    }

    long batches() {
        return seconds.stream().mapToLong(List::size).sum();
    }

    /** The recorded homes. */
    static List<Recording> homes(Path folder) throws IOException {
        return List.of(
                Recording.read(new SiteId("lisbon"), folder.resolve("lisbon.batches")),
                Recording.read(new SiteId("porto"), folder.resolve("porto.batches")));
    }

    /**
     * The policy of the recorded homes with as many homes as there are sites; but for names and numbers all is the
     * same.
     */
    static String forSites(String recorded, List<Recording> homes, int sites) {
        int devicesAt = recorded.indexOf("\ndevices:\n");
        int rulesAt = recorded.indexOf("\nrules:\n");
        StringBuilder text = new StringBuilder("curfew: 1\n\nsites:\n");
        for (int site = 0; site < sites; site++) {
            String name = homes.get(site % homes.size()).site().value();
            int from = recorded.indexOf("  - id: " + name + "\n");
            int to = Math.min(devicesAt, endOf(recorded, from));
            text.append(recorded.substring(from, to)
                            .replace("- id: " + name + "\n", "- id: " + Town.site(site) + "\n")
                            .replaceFirst("(?m)^(    name: .*)$", "$1 " + site))
                    .append('\n');
        }
        text.append("\ndevices:\n");
        for (int site = 0; site < sites; site++) {
            String at = "site: " + homes.get(site % homes.size()).site().value() + ",";
            for (String line : recorded.substring(devicesAt, rulesAt).lines().toList()) {
                if (line.contains(at)) {
                    text.append(line.replace(at, "site: " + Town.site(site) + ","))
                            .append('\n');
                }
            }
        }
        return text.append(recorded.substring(rulesAt))
                .toString()
                .replace("subnets: [192.168.30.0/24]", "subnets: [192.168.30.0/24, 10.30.0.0/16]");
    }

    private static int endOf(String text, int from) {
        int blank = text.indexOf("\n\n", from);
        return blank < 0 ? text.length() : blank;
    }
}
