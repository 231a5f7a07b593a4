package io.curfew.collector.correlate;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What is to be measured.
 *
 * @param sites with how many sites, one run after the other
 * @param devices how many devices a site has at least
 * @param observations how many each run takes at least, however many sites there are
 * @param only which parts: {@code pure}, {@code topology}, {@code kafka}
 * @param threads with how many threads, each with a partition of its own, the part from Kafka to Kafka runs
 * @param check true when figures that are worse than a busy machine's make it fail
 */
record BenchOptions(
        List<Integer> sites, int devices, long observations, Set<String> only, List<Integer> threads, boolean check) {
    private static final BenchOptions USUAL =
            new BenchOptions(List.of(10, 100), 60, 1_000_000, Set.of("pure", "topology", "kafka"), List.of(1), false);

    /** @throws IllegalArgumentException when an argument cannot be understood */
    static BenchOptions parse(List<String> arguments) {
        BenchOptions options = USUAL;
        for (int index = 0; index < arguments.size(); index++) {
            String name = arguments.get(index);
            if (name.equals("--check")) {
                options = options.checking();
                continue;
            }
            if (++index == arguments.size()) {
                throw new IllegalArgumentException("nothing follows " + name);
            }
            options = options.with(name, arguments.get(index));
        }
        return options;
    }

    private BenchOptions checking() {
        return new BenchOptions(sites, devices, observations, only, threads, true);
    }

    private BenchOptions with(String name, String value) {
        return switch (name) {
            case "--sites" -> new BenchOptions(numbers(value), devices, observations, only, threads, check);
            case "--devices" -> new BenchOptions(sites, Integer.parseInt(value), observations, only, threads, check);
            case "--observations" -> new BenchOptions(sites, devices, Long.parseLong(value), only, threads, check);
            case "--threads" -> new BenchOptions(sites, devices, observations, only, numbers(value), check);
            case "--only" -> new BenchOptions(sites, devices, observations, parts(value), threads, check);
            default -> throw new IllegalArgumentException("there is no option " + name);
        };
    }

    private static Set<String> parts(String value) {
        Set<String> parts = Set.of(value.split(",", -1));
        if (!USUAL.only().containsAll(parts)) {
            throw new IllegalArgumentException("parts are " + USUAL.only() + ", were " + value);
        }
        return parts;
    }

    private static List<Integer> numbers(String value) {
        return Arrays.stream(value.split(",", -1)).map(Integer::valueOf).toList();
    }
}
