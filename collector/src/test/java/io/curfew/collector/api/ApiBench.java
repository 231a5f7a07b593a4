package io.curfew.collector.api;

import io.curfew.collector.correlate.DeletedFolder;
import io.curfew.collector.correlate.RunningCollector;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.load.ProgramLog;
import io.curfew.collector.load.StoredMonth;
import io.curfew.collector.store.Samples;
import io.curfew.collector.store.opensearch.OpenSearchViewWriter;
import io.curfew.collector.store.opensearch.Server;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures how long each list and chart of the API takes over many stored observations, by HTTP. {@code ./curfew bench
 * api} starts it:
 *
 * <pre>{@code
 * ApiBench FOLDER JAR [--observations 10000000] [--sites 100] [--times 100] [--sums-only] [--check]
 * }</pre>
 *
 * What was stored in the folder is used again by a run of the same size; what a run left half done is stored anew.
 */
final class ApiBench {
    private static final double AIM_MILLIS = 150;
    /** What a busy machine still keeps. */
    private static final double MOST_MILLIS = 750;
    /** {@code {"items":[],"total":0}} and the like. */
    private static final int OCTETS_OF_NOTHING = 25;

    private static final int WARM_UP = 10;
    private static final int LATER_PAGES = 20;
    private static final String YARDSTICK = "who am I";
    /** Nothing like it is stored. */
    private static final Set<String> WITHOUT_ANSWER =
            Set.of("devices that are new", "devices gone quiet", "what belongs to an alert");

    private static final double NANOS_OF_A_MILLISECOND = 1e6;

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<String> options;
    private final Path folder;
    private final long observations;
    private final int sites;
    private final boolean sumsOnly;
    private final HttpClient client = HttpClient.newHttpClient();

    private ApiBench(Path folder, List<String> options) {
        this.options = options;
        this.observations = option("--observations", 10_000_000);
        this.sites = (int) option("--sites", 100);
        this.sumsOnly = options.contains("--sums-only");
        this.folder = folder.resolve((sumsOnly ? "sums-of-" : "") + observations + "-of-" + sites);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ProgramLog.asPackaged();
        List<String> options = Arrays.asList(arguments);
        ApiBench bench = new ApiBench(Path.of(arguments[0]).resolve("api"), options);
        boolean isWell = bench.run(Path.of(arguments[1]));
        System.exit(isWell || !options.contains("--check") ? 0 : 1);
    }

    private long option(String name, long otherwise) {
        return Long.parseLong(text(name, Long.toString(otherwise)));
    }

    private String text(String name, String otherwise) {
        int at = options.indexOf(name);
        return at < 0 ? otherwise : options.get(at + 1);
    }

    private boolean run(Path jar) throws IOException, InterruptedException {
        Path filled = folder.resolve("filled");
        if (Files.exists(folder) && !Files.exists(filled)) {
            DeletedFolder.delete(folder);
        }
        Files.createDirectories(folder);
        try (LocalStack stack =
                LocalStack.start(folder.resolve("stack"), EnumSet.of(Part.KAFKA, Part.OPENSEARCH, Part.KEYCLOAK))) {
            fill(stack, filled);
            settle(stack);
            try (RunningCollector collector = RunningCollector.start(stack, jar, folder, "api")) {
                return measure(stack, collector);
            }
        }
    }

    private void fill(LocalStack stack, Path filled) throws IOException, InterruptedException {
        String what =
                observations + (sumsOnly ? " observations summed up at " : " observations at ") + sites + " sites";
        if (Files.exists(filled)) {
            System.out.println("api: " + what + " are there already");
            return;
        }
        long begin = System.nanoTime();
        try (Server server =
                Server.at(URI.create(stack.openSearchUrl()), null, Duration.ofMinutes(2), CurfewJson.mapper())) {
            OpenSearchViewWriter writer = new OpenSearchViewWriter(server, Samples.A_YEAR, Clock.systemUTC());
            StoredMonth month = new StoredMonth(sites, Instant.now().truncatedTo(ChronoUnit.HOURS), writer);
            month.writeSites();
            if (sumsOnly) {
                month.writeSums(observations);
            } else {
                month.writeTraffic(observations);
            }
        }
        Files.createFile(filled);
        System.out.printf(Locale.ROOT, "api: %s written in %d s%n", what, (System.nanoTime() - begin) / 1_000_000_000);
    }

    /** Nothing waits to be stored. */
    private void settle(LocalStack stack) throws IOException, InterruptedException {
        send(stack, "/curfew-*/_refresh");
        send(stack, "/curfew-*/_flush");
    }

    /** No answer is one that was kept: as when hours have just been told of. */
    private void forgetAnswers(LocalStack stack) throws IOException, InterruptedException {
        send(stack, "/curfew-*/_cache/clear?request=true");
    }

    private void send(LocalStack stack, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.openSearchUrl() + path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
        }
    }

    private boolean measure(LocalStack stack, RunningCollector collector) throws IOException, InterruptedException {
        int times = (int) option("--times", 100);
        String only = text("--only", "");
        int misses = 0;
        int asked = 0;
        boolean isWell = true;
        System.out.println(
                "| question | octets (median) | p50 ms | p95 ms | p99 ms | most ms | p95 to the aim of 150 ms | p50 ms, asked"
                        + " for the first time | p95 ms, the same |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (Map.Entry<String, Supplier<String>> question : questions(collector).entrySet()) {
            if (!question.getKey().contains(only)) {
                continue;
            }
            // Unmeasured at first, for code that is cold answers nobody's second question.
            ask(collector, question.getValue(), WARM_UP, () -> {});
            Answers answers = ask(collector, question.getValue(), times, () -> {});
            Answers first = ask(collector, question.getValue(), times, () -> forgetAnswers(stack));
            double p95 = answers.percentile(0.95);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,d | %.0f | %.0f | %.0f | %.0f | %.2f | %.0f | %.0f |%n",
                    question.getKey(),
                    answers.octets(),
                    answers.percentile(0.5),
                    p95,
                    answers.percentile(0.99),
                    answers.percentile(1),
                    p95 / AIM_MILLIS,
                    first.percentile(0.5),
                    first.percentile(0.95));
            misses += p95 > AIM_MILLIS ? 1 : 0;
            isWell &= Math.max(p95, first.percentile(0.95)) <= MOST_MILLIS;
            if (answers.mostOctets() <= OCTETS_OF_NOTHING && !WITHOUT_ANSWER.contains(question.getKey())) {
                System.out.println("api: nothing was found: " + question.getKey());
                isWell = false;
            }
            asked++;
        }
        isWell &= asked > 0;
        System.out.println("api: " + misses + " of them take longer than the aim");
        return isWell;
    }

    private static Answers ask(RunningCollector collector, Supplier<String> question, int times, Preparation before)
            throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        List<Integer> octets = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            String path = question.get();
            before.prepare();
            long begin = System.nanoTime();
            String answer = collector.getText(path);
            millis.add((System.nanoTime() - begin) / NANOS_OF_A_MILLISECOND);
            octets.add(answer.length());
        }
        Collections.sort(millis);
        Collections.sort(octets);
        return new Answers(List.copyOf(millis), octets.get(octets.size() / 2), octets.getLast());
    }

    /** What goes before each question, unmeasured. */
    @FunctionalInterface
    private interface Preparation {
        void prepare() throws IOException, InterruptedException;
    }

    /**
     * What asking came to.
     *
     * @param millis the quickest first
     * @param octets of the middle one of the answers by size, so that one sees that there was something to find
     * @param mostOctets of the largest
     */
    private record Answers(List<Double> millis, int octets, int mostOctets) {
        double percentile(double part) {
            return millis.get((int) Math.ceil(part * millis.size()) - 1);
        }
    }

    /** What the console asks for, about somebody else each time. */
    private Map<String, Supplier<String>> questions(RunningCollector collector)
            throws IOException, InterruptedException {
        Map<String, Supplier<String>> questions = new LinkedHashMap<>();
        questions.put(YARDSTICK, () -> "/api/v1/me");
        putPlaces(questions);
        putAlerts(questions, cursors(collector, "/api/v1/alerts?limit=500"));
        putTraffic(questions, cursors(collector, "/api/v1/traffic/flows?limit=500"));
        putSums(questions);
        return questions;
    }

    private void putPlaces(Map<String, Supplier<String>> questions) {
        questions.put("sites", () -> "/api/v1/sites");
        questions.put("overview", () -> "/api/v1/overview");
        questions.put("overview of a site", () -> "/api/v1/overview?site=" + site());
        questions.put("sensors", () -> "/api/v1/sensors");
        questions.put("devices", () -> "/api/v1/devices?limit=100");
        questions.put("devices to choose from", () -> "/api/v1/devices?limit=500&site=" + site());
        questions.put("devices, by words", () -> "/api/v1/devices?limit=100&q=" + device());
        questions.put("devices that are new", () -> "/api/v1/devices?limit=5&standing=new");
        questions.put("devices gone quiet", () -> "/api/v1/devices?limit=5&standing=quiet");
        questions.put("a device", () -> "/api/v1/devices/" + site() + "/" + device());
        questions.put("addresses of a device", () -> "/api/v1/devices/" + site() + "/" + device() + "/addresses");
        questions.put("audit", () -> "/api/v1/audit?limit=100");
        questions.put("audit of a site", () -> "/api/v1/audit?limit=100&site=" + site());
    }

    private void putAlerts(Map<String, Supplier<String>> questions, List<String> cursors) {
        questions.put("alerts", () -> "/api/v1/alerts?limit=100&state=open");
        questions.put("alerts of half the sites", () -> "/api/v1/alerts?limit=100&state=open" + halfOfTheSites());
        questions.put("alerts, by severity and site", () -> "/api/v1/alerts?limit=100&severity=high&site=" + site());
        questions.put("alerts, by words", () -> "/api/v1/alerts?limit=100&q=" + name());
        questions.put("alerts, a later page", () -> "/api/v1/alerts?limit=500&cursor=" + one(cursors));
        questions.put("how many alerts", () -> "/api/v1/alerts?limit=1&severity=high");
        questions.put("alerts like one", () -> "/api/v1/alerts?limit=20&origin=things-stay-home&peer=" + name());
        questions.put("an alert", () -> "/api/v1/alerts/" + alert());
        questions.put("what belongs to an alert", () -> "/api/v1/alerts/" + alert() + "/context");
        for (String by : List.of("device", "rule", "destination")) {
            questions.put("alerts, grouped by " + by, () -> "/api/v1/alerts/groups?state=open&limit=100&by=" + by);
        }
    }

    private void putTraffic(Map<String, Supplier<String>> questions, List<String> cursors) {
        for (String kind : List.of("flows", "dns")) {
            String path = "/api/v1/traffic/" + kind + "?limit=100";
            questions.put(kind, () -> path);
            questions.put(kind + " of half the sites", () -> path + halfOfTheSites());
            questions.put(kind + " of a site", () -> path + "&site=" + site());
            questions.put(kind + " of a site in an hour", () -> path + "&site=" + site() + span(Duration.ofHours(1)));
            questions.put(kind + " of a device", () -> path + "&site=" + site() + "&device=" + device());
            questions.put(kind + " with a name", () -> path + "&peer=" + name());
            questions.put(kind + " that break a rule", () -> path + "&verdict=violation");
            questions.put(
                    kind + " by a rule in a day", () -> path + "&rule=things-stay-home" + span(Duration.ofDays(1)));
        }
        questions.put("flows, a later page", () -> "/api/v1/traffic/flows?limit=100&cursor=" + one(cursors));
        questions.put("flows to a service", () -> "/api/v1/traffic/flows?limit=100&service=https&zone=things");
    }

    private void putSums(Map<String, Supplier<String>> questions) {
        for (Duration length : List.of(Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30))) {
            String days = length.toDays() + (length.toDays() == 1 ? " day" : " days");
            questions.put("hours of all sites, " + days, () -> "/api/v1/traffic/hours?limit=8" + until(length));
            questions.put(
                    "hours of a site, " + days, () -> "/api/v1/traffic/hours?limit=8&site=" + site() + until(length));
            questions.put(
                    "hours of a device, " + days,
                    () -> "/api/v1/traffic/hours?limit=8&site=" + site() + "&device=" + device() + until(length));
            for (String by : List.of("device", "peer", "service", "rule", "pair", "zones")) {
                questions.put(
                        "the most by " + by + ", all sites, " + days,
                        () -> "/api/v1/traffic/top?limit=100&by=" + by + until(length));
                questions.put(
                        "the most by " + by + ", a site, " + days,
                        () -> "/api/v1/traffic/top?limit=100&by=" + by + "&site=" + site() + until(length));
            }
        }
        questions.put(
                "hours with violations, a day",
                () -> "/api/v1/traffic/hours?limit=1&verdict=violation" + until(Duration.ofDays(1)));
        questions.put(
                "the most by octets, all sites, 7 days",
                () -> "/api/v1/traffic/top?limit=100&by=peer&order=received" + until(Duration.ofDays(7)));
    }

    /** Where pages begin, deeper and deeper in a list. */
    private static List<String> cursors(RunningCollector collector, String path)
            throws IOException, InterruptedException {
        List<String> cursors = new ArrayList<>();
        String next = collector.get(path).path("next").asText();
        while (!next.isEmpty() && cursors.size() < LATER_PAGES) {
            cursors.add(next);
            next = collector.get(path + "&cursor=" + next).path("next").asText();
        }
        return cursors;
    }

    private <T> T one(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    private String site() {
        return StoredMonth.site(random.nextInt(sites)).value();
    }

    private String device() {
        return StoredMonth.device(random.nextInt(1_000)).value();
    }

    private String name() {
        return StoredMonth.name(random.nextInt(10_000)).value();
    }

    private String alert() {
        return StoredMonth.alert(random.nextInt(sites), random.nextInt(StoredMonth.ALERTS_OF_A_SITE));
    }

    private String halfOfTheSites() {
        return IntStream.range(0, sites / 2)
                .mapToObj(number -> "&site=" + StoredMonth.site(2 * number).value())
                .collect(Collectors.joining());
    }

    /** Some time within the month. */
    private String span(Duration length) {
        Instant from =
                Instant.now().minus(Duration.ofHours(random.nextInt(600))).minus(length);
        return "&from=" + from.truncatedTo(ChronoUnit.SECONDS) + "&to="
                + from.plus(length).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Up to now, which is another moment at each question. */
    private static String until(Duration length) {
        return "&from=" + Instant.now().minus(length).truncatedTo(ChronoUnit.MILLIS);
    }
}
