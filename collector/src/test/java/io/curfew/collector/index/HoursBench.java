package io.curfew.collector.index;

import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.load.ProgramLog;
import io.curfew.collector.load.Recording;
import io.curfew.collector.load.Town;
import io.curfew.collector.store.Change;
import io.curfew.collector.store.HoursScope;
import io.curfew.collector.store.Samples;
import io.curfew.collector.store.TopQuery;
import io.curfew.collector.store.TrendQuery;
import io.curfew.collector.store.View;
import io.curfew.collector.store.VisibleSites;
import io.curfew.collector.store.opensearch.OpenSearchView;
import io.curfew.collector.store.opensearch.OpenSearchViewWriter;
import io.curfew.collector.store.opensearch.Server;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SiteId;
import io.curfew.policy.Attempts;
import io.curfew.policy.TrafficHour;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.memory.HeapSiteMemory;
import io.curfew.policy.memory.SiteMemory;
import io.curfew.policy.watch.SensorRun;
import io.curfew.policy.watch.SiteWatch;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures what a year of sums by the hour takes in a real OpenSearch, and how soon they are added up. {@code ./curfew
 * bench hours} starts it:
 *
 * <pre>{@code
 * HoursBench FOLDER POLICY [DEVICES [ROWS]]
 * }</pre>
 *
 * where the folder holds {@code lisbon.batches} and {@code porto.batches}, two recorded homes. Each becomes a site of
 * so many devices that do again and again what was recorded; its sums of one whole hour are written as those of many
 * hours, with counts that vary.
 */
final class HoursBench {
    private static final int HOURS_OF_A_YEAR = 8_766;
    private static final int ROWS_OF_A_BULK = 2_000;
    private static final int SECONDS_WATCHED = 1_200;
    private static final int ASKED_BEFORE = 5;
    private static final int ASKED = 40;
    private static final String INDICES = "curfew-hours-*,curfew-totals-*";

    private final SplittableRandom random = new SplittableRandom(1);
    private final Policy recorded;
    private final int devices;
    private final int rows;

    private HoursBench(Policy recorded, int devices, int rows) {
        this.recorded = recorded;
        this.devices = devices;
        this.rows = rows;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ProgramLog.asPackaged();
        int devices = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 60;
        int rows = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 100_000;
        Path folder = Path.of(arguments[0]);
        String text = Files.readString(Path.of(arguments[1]));
        if (!(PolicyReader.read(1, Map.of("policy.yaml", text)) instanceof PolicyReading.Accepted accepted)) {
            throw new IllegalArgumentException(arguments[1] + " is no policy");
        }
        HoursBench bench = new HoursBench(accepted.policy(), devices, rows);
        for (String home : List.of("lisbon", "porto")) {
            bench.measure(home, Recording.read(new SiteId(home), folder.resolve(home + ".batches")), folder);
        }
    }

    private void measure(String home, Recording recording, Path folder) throws IOException, InterruptedException {
        List<TrafficHour> hour = wholeHour(recording);
        List<Change> changes = new ArrayList<>();
        for (int number = 0; number < rows; number += hour.size()) {
            changes.addAll(Change.ofHours(later(hour, number)));
        }
        Path servers = folder.resolve("hours-" + home);
        try (LocalStack stack = LocalStack.start(servers, EnumSet.of(Part.OPENSEARCH));
                StoredView stored = new StoredView(stack.openSearchUrl());
                Server server = Server.at(
                        URI.create(stack.openSearchUrl()), null, Duration.ofSeconds(60), CurfewJson.mapper())) {
            OpenSearchViewWriter writer = new OpenSearchViewWriter(server, Samples.A_YEAR, Clock.systemUTC());
            for (int from = 0; from < changes.size(); from += ROWS_OF_A_BULK) {
                writer.write(changes.subList(from, Math.min(changes.size(), from + ROWS_OF_A_BULK)));
            }
            stored.send("POST", "/" + INDICES + "/_forcemerge?max_num_segments=1", "");
            stored.send("POST", "/" + INDICES + "/_flush?force=true", "");
            // What was merged lies there until no search has it open.
            stored.send("POST", "/" + INDICES + "/_refresh", "");
            long kept = stored.send("GET", "/curfew-hours-*/_count", "")
                    .get("count")
                    .asLong();
            double bytes = stored.send("GET", "/" + INDICES + "/_stats/store", "")
                    .at("/_all/primaries/store/size_in_bytes")
                    .asDouble();
            System.out.printf(
                    Locale.ROOT,
                    "hours: home %s of %d devices: %,d sums an hour, %.1f octets each of %,d in OpenSearch with the totals,"
                            + " %.2f GB a year%n",
                    home,
                    devices,
                    hour.size(),
                    bytes / kept,
                    kept,
                    bytes / kept * hour.size() * HOURS_OF_A_YEAR / 1e9);
            ask(home, new OpenSearchView(server), kept);
        }
    }

    /** Each question over all rows, which is more than the console ever asks for. */
    private static void ask(String home, View view, long rows) {
        HoursScope all = HoursScope.all(VisibleSites.everywhere());
        Map<String, Runnable> questions = new LinkedHashMap<>();
        questions.put("hours and peers", () -> view.trend(new TrendQuery(all, 20)));
        for (TopQuery.By by : TopQuery.By.values()) {
            questions.put(
                    "top by " + by.name().toLowerCase(Locale.ROOT),
                    () -> view.top(new TopQuery(all, by, TopQuery.Order.COUNT, 50)));
        }
        questions.put(
                "top by peer, most violations",
                () -> view.top(new TopQuery(all, TopQuery.By.PEER, TopQuery.Order.VIOLATIONS, 50)));
        questions.forEach((name, question) -> {
            double[] millis = IntStream.range(0, ASKED_BEFORE + ASKED)
                    .mapToDouble(_ -> millis(question))
                    .skip(ASKED_BEFORE)
                    .sorted()
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "hours: home %s, %s of %,d sums: p50 %.0f ms, p95 %.0f ms%n",
                    home,
                    name,
                    rows,
                    millis[ASKED / 2],
                    millis[ASKED * 95 / 100]);
        });
    }

    private static double millis(Runnable question) {
        long begin = System.nanoTime();
        question.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    /** The sums of the busiest hour: the recording is over several times within it. */
    private List<TrafficHour> wholeHour(Recording recording) {
        Town town = new Town(List.of(recording), recorded, 1, devices);
        Policy policy = town.policy(recorded);
        SiteMemory memory = new HeapSiteMemory();
        SiteWatch watch = new SiteWatch(Town.site(0), memory, true);
        for (int second = 0; second < SECONDS_WATCHED; second++) {
            town.nextSecond(batch -> observe(watch, policy, batch));
        }
        watch.pass(policy, Duration.ofHours(2));
        return watch.takeHours().stream().collect(Collectors.groupingBy(TrafficHour::hour)).values().stream()
                .max(Comparator.comparingInt(List::size))
                .orElseThrow();
    }

    private static void observe(SiteWatch watch, Policy policy, ObservationBatch batch) {
        SensorRun run = new SensorRun(batch.sensor(), batch.run());
        batch.observations().forEach(observation -> watch.observe(policy, run, observation));
        var _ = watch.takeCounted();
    }

    /** The sums of another hour, with counts that vary. */
    private List<TrafficHour> later(List<TrafficHour> hour, int number) {
        List<TrafficHour> told = new ArrayList<>();
        for (TrafficHour sum : hour) {
            told.add(varied(sum, number + told.size(), number / hour.size()));
        }
        return told;
    }

    private TrafficHour varied(TrafficHour sum, long number, long hoursLater) {
        Duration later = Duration.ofHours(hoursLater);
        return new TrafficHour(
                sum.site(),
                number,
                sum.hour().plus(later),
                sum.device(),
                sum.zone(),
                sum.responderDevice(),
                sum.responderZone(),
                sum.peer(),
                sum.service(),
                sum.act(),
                sum.verdict(),
                sum.rule(),
                varied(sum.count()),
                new Attempts(
                        varied(sum.attempts().answered()),
                        varied(sum.attempts().unanswered()),
                        varied(sum.attempts().refused()),
                        varied(sum.attempts().rejected())),
                varied(sum.initiatorBytes()),
                varied(sum.responderBytes()),
                sum.hour().plus(later).plusMillis(random.nextLong(1_800_000)),
                sum.hour().plus(later).plusMillis(3_599_000 - random.nextLong(1_800_000)));
    }

    private long varied(long count) {
        return count == 0 ? 0 : 1 + random.nextLong(2 * count);
    }
}
