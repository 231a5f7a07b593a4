package io.curfew.collector.correlate;

import io.curfew.collector.traffic.JudgedBatch;
import io.curfew.collector.traffic.JudgedBatchReader;
import io.curfew.events.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What a correlation has said in the end: every judged batch, and the last word on each device and alert. */
final class Outcome {
    private static final int MOST_SHOWN = 3;
    private static final int SHOWN = 100;

    /** What was said of a batch, or of a part of it, each time that something was said. */
    private final Map<String, List<String>> traffic = new TreeMap<>();

    private final Map<String, String> devices = new TreeMap<>();
    private final Map<String, String> alerts = new TreeMap<>();
    private final Map<BatchName, Long> policies = new HashMap<>();
    private long observations;

    /** Names a batch for ever. */
    record BatchName(String site, long sequence) {}

    /** What stands on the topics once all that is being committed now is committed. */
    static Outcome of(String kafka) {
        Outcome outcome = new Outcome();
        forEach(kafka, Topics.TRAFFIC, line -> outcome.traffic(line.value()));
        forEach(kafka, Topics.DEVICES, line -> outcome.device(line.key(), line.value()));
        forEach(kafka, Topics.ALERTS, line -> outcome.alert(line.key(), line.value()));
        return outcome;
    }

    /** What was put aside, a line for each with the reason. */
    static List<String> putAside(String kafka) {
        List<String> putAside = new ArrayList<>();
        forEach(kafka, Topics.REJECTED, line -> {
            Header reason = line.headers().lastHeader("curfew.reason");
            putAside.add(line.key() + " had a record put aside: " + new String(reason.value(), StandardCharsets.UTF_8));
        });
        return putAside;
    }

    private static void forEach(String kafka, String name, Consumer<ConsumerRecord<String, byte[]>> action) {
        try (Topic topic = new Topic(kafka, name, "read_committed")) {
            topic.forEachWritten(action);
        }
    }

    /** A value of the traffic topic. */
    void traffic(byte[] octets) {
        JudgedBatch judged = JudgedBatchReader.read(octets);
        traffic.computeIfAbsent(judged.id(0), _ -> new ArrayList<>(1)).add(digest(octets));
        policies.put(new BatchName(judged.batch().site().value(), judged.batch().sequence()), judged.policyVersion());
        observations += judged.judged().size();
    }

    /** A record of the topic of dossiers. */
    void device(String key, byte[] value) {
        devices.put(key, new String(value, StandardCharsets.UTF_8));
    }

    /** A record of the topic of alerts. */
    void alert(String key, byte[] value) {
        alerts.put(key, new String(value, StandardCharsets.UTF_8));
    }

    /** Which policy judged a batch; 0 when nothing was said of it. */
    long policyOf(BatchName batch) {
        return policies.getOrDefault(batch, 0L);
    }

    /** Whether anything was said of a batch. */
    boolean tellsOf(BatchName batch) {
        return policies.containsKey(batch);
    }

    long observations() {
        return observations;
    }

    int devicesKnown() {
        return devices.size();
    }

    int alertsKnown() {
        return alerts.size();
    }

    /** What is compared. */
    enum Kind {
        BATCH,
        DOSSIER,
        ALERT
    }

    /** What is otherwise than in {@code expected}; empty when nothing is. */
    List<String> differencesTo(Outcome expected, Kind kind) {
        return switch (kind) {
            case BATCH -> compare(kind, traffic, expected.traffic);
            case DOSSIER -> compare(kind, devices, expected.devices);
            case ALERT -> compare(kind, alerts, expected.alerts);
        };
    }

    private static <V> List<String> compare(Kind kind, Map<String, V> actual, Map<String, V> expected) {
        Set<String> keys = new TreeSet<>(actual.keySet());
        keys.addAll(expected.keySet());
        List<String> different = keys.stream()
                .filter(key -> !String.valueOf(actual.get(key)).equals(String.valueOf(expected.get(key))))
                .toList();
        List<String> differences = new ArrayList<>();
        if (!different.isEmpty()) {
            differences.add("each " + kind.name().toLowerCase(Locale.ROOT) + ": " + different.size() + " of "
                    + keys.size() + " differ");
        }
        for (String key : different.subList(0, Math.min(MOST_SHOWN, different.size()))) {
            String is = String.valueOf(actual.get(key));
            String not = String.valueOf(expected.get(key));
            differences.add("  " + key + "\n    is     " + from(is, not) + "\n    not    " + from(not, is));
        }
        return differences;
    }

    /** The text around the place from which on it is not the same as the other. */
    private static String from(String text, String other) {
        int end = Math.min(text.length(), other.length());
        int place = 0;
        while (place < end && text.charAt(place) == other.charAt(place)) {
            place++;
        }
        return text.substring(Math.max(0, place - SHOWN), Math.min(text.length(), place + SHOWN));
    }

    private static String digest(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
