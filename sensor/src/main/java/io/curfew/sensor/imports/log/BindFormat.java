package io.curfew.sensor.imports.log;

import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.sensor.ObservationSink;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The query log of BIND 9, with what the categories rpz, security and query-errors say of the same questions, if they
 * go to the same file. Keeps at most {@value #MOST_WAITING} questions for 12 s of the log's time, until it is sure that
 * no such line follows: the oldest makes room.
 */
public final class BindFormat implements LogFormat {
    static final int MOST_WAITING = 4_096;

    /** BIND gives up a name after 10 s (resolver-query-timeout), and only then says that it failed. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private static final int DNS_PORT = 53;

    private final LogSettings settings;
    private final ObservationSink sink;
    private final Map<QuestionKey, Question> waiting = new LinkedHashMap<>();
    /** The same, by keys whose type is empty. */
    private final AgeIndex<QuestionKey, QuestionKey> byName = new AgeIndex<>();

    private long asked;
    private @Nullable Instant lastAt;

    private record Question(long number, Instant at, IpAddress server, Transport transport) {}

    public BindFormat(LogSettings settings, ObservationSink sink) {
        this.settings = settings;
        this.sink = sink;
    }

    /** True for a line that only BIND writes. */
    static boolean recognises(String line) {
        return line.contains("client @0x") && line.contains("): ") && line.indexOf('#') > 0;
    }

    @Override
    public LineReading line(String line) {
        LoggedTime time = LoggedTime.of(line, settings);
        if (time == null) {
            return LineReading.BAD_TIME;
        }
        if (time.isSetBackBehind(lastAt)) {
            finish();
        }
        lastAt = time.at();
        advance(time.at());
        int client = line.indexOf("client ", time.end());
        if (client < 0) {
            // The other things that BIND logs.
            return LineReading.UNDERSTOOD;
        }
        return client(time.at(), line.substring(client + 7));
    }

    /**
     * {@code @0x7f.. 192.0.2.21#51234 (example.org): view a: query: ...}; the object's address and the view may be
     * missing.
     */
    private LineReading client(Instant at, String said) {
        int from = said.startsWith("@0x") ? said.indexOf(' ') + 1 : 0;
        int hash = said.indexOf('#', from);
        IpAddress client = hash < 0 ? null : LoggedAddress.ip(said.substring(from, hash));
        if (client == null) {
            return LineReading.BAD_ADDRESS;
        }
        int port = 0;
        int afterPort = hash + 1;
        while (afterPort < said.length() && Character.digit(said.charAt(afterPort), 10) >= 0 && port <= 65_535) {
            port = port * 10 + Character.digit(said.charAt(afterPort++), 10);
        }
        int colon = said.indexOf("): ", afterPort);
        if (port > 65_535) {
            return LineReading.BAD_ADDRESS;
        }
        if (colon < 0) {
            return LineReading.UNDERSTOOD;
        }
        int open = said.indexOf(" (", afterPort);
        DomainName about = open < 0 || open + 2 > colon ? null : LoggedName.of(said.substring(open + 2, colon));
        String message = said.substring(colon + 3);
        if (message.startsWith("view ")) {
            int afterView = message.indexOf(": ");
            message = afterView < 0 ? message : message.substring(afterView + 2);
        }
        if (message.startsWith("query: ")) {
            return question(at, client, port, message.substring(7));
        }
        if (about != null) {
            outcome(client, port, about, message);
        }
        return LineReading.UNDERSTOOD;
    }

    /** {@code example.org IN A +E(0)K (192.0.2.1)}. */
    private LineReading question(Instant at, IpAddress client, int port, String said) {
        int afterName = said.indexOf(' ');
        int afterClass = said.indexOf(' ', afterName + 1);
        int afterType = said.indexOf(' ', afterClass + 1);
        if (afterName <= 0 || afterClass < 0 || afterType < 0) {
            return LineReading.UNKNOWN_FORM;
        }
        DomainName name = LoggedName.of(said.substring(0, afterName));
        String type = LoggedType.of(said.substring(afterClass + 1, afterType));
        if (name == null || type == null) {
            return LineReading.BAD_NAME;
        }
        String rest = said.substring(afterType + 1);
        int open = rest.indexOf(" (");
        int close = rest.indexOf(')', open + 2);
        String flags = open < 0 ? rest : rest.substring(0, open);
        IpAddress server = open < 0 || close < 0 ? null : LoggedAddress.ip(rest.substring(open + 2, close));
        QuestionKey key = new QuestionKey(client, port, name, type);
        Question before = waiting.get(key);
        if (before != null) {
            end(key, before, DnsObservation.ANSWER_NOT_SEEN, false);
        }
        Question question = new Question(
                asked++,
                at,
                server == null ? settings.serverOrUnknown() : server,
                hasFlag(flags, 'T') ? Transport.TCP : Transport.UDP);
        waiting.put(key, question);
        byName.add(anyType(key), question.number, key);
        if (waiting.size() > MOST_WAITING) {
            tellOldest();
        }
        return LineReading.UNDERSTOOD;
    }

    /** {@code E(0)} has its number in brackets; the other flags are one letter each. */
    private static boolean hasFlag(String flags, char flag) {
        return flags.indexOf(flag) >= 0;
    }

    private void outcome(IpAddress client, int port, DomainName name, String message) {
        boolean isFailure = message.startsWith("query failed (");
        boolean isPolicy = message.startsWith("rpz ");
        boolean isDenied = message.startsWith("query ") && message.contains(" denied");
        QuestionKey key = isFailure || isPolicy || isDenied ? key(client, port, name, type(message, isFailure)) : null;
        Question question = key == null ? null : waiting.get(key);
        if (key == null || question == null) {
            return;
        }
        if (isPolicy) {
            policy(key, question, message);
        } else if (isFailure) {
            String code = LoggedType.of(message.substring(14, Math.max(14, message.indexOf(')', 14))));
            end(key, question, code == null ? "SERVFAIL" : code, "REFUSED".equals(code));
        } else {
            end(key, question, "REFUSED", true);
        }
    }

    /** Failures name the question as {@code NAME/CLASS/TYPE}, all others as {@code NAME/TYPE/CLASS}. */
    private static @Nullable String type(String message, boolean isFailure) {
        for (String word : message.split(" ", -1)) {
            String[] parts = word.split("/", -1);
            if (parts.length >= 3) {
                return LoggedType.of(parts[parts.length - (isFailure ? 1 : 2)]);
            }
        }
        return null;
    }

    /** What the outcome is of; where the line names no type, as old versions do, the oldest that fits. */
    private @Nullable QuestionKey key(IpAddress client, int port, DomainName name, @Nullable String type) {
        return type == null
                ? byName.oldest(new QuestionKey(client, port, name, ""))
                : new QuestionKey(client, port, name, type);
    }

    private static QuestionKey anyType(QuestionKey key) {
        return new QuestionKey(key.client(), key.port(), key.name(), "");
    }

    /** {@code rpz QNAME NXDOMAIN rewrite bad.example/A/IN via ...}: a response policy changed the answer. */
    private void policy(QuestionKey key, Question question, String message) {
        int afterTrigger = message.indexOf(' ', 4);
        int afterPolicy = message.indexOf(' ', afterTrigger + 1);
        String policy = afterTrigger < 0 || afterPolicy < 0 ? "" : message.substring(afterTrigger + 1, afterPolicy);
        switch (policy) {
            case "PASSTHRU", "TCP-ONLY", "disabled" -> {
                return;
            }
            case "NXDOMAIN" -> end(key, question, "NXDOMAIN", true);
            case "DROP" -> end(key, question, null, true);
            default -> end(key, question, "NOERROR", true);
        }
    }

    private void end(QuestionKey key, Question question, @Nullable String responseCode, boolean blocked) {
        waiting.remove(key);
        byName.remove(anyType(key), question.number);
        tell(key, question, responseCode, blocked);
    }

    private void tell(QuestionKey key, Question question, @Nullable String responseCode, boolean blocked) {
        sink.accept(new DnsObservation(
                question.at,
                new Endpoint(null, key.client(), key.port()),
                new Endpoint(null, question.server, DNS_PORT),
                question.transport,
                List.of(),
                0,
                key.name(),
                key.type(),
                responseCode,
                List.of(),
                null,
                blocked));
    }

    private void tellOldest() {
        Map.Entry<QuestionKey, Question> oldest = waiting.entrySet().iterator().next();
        end(oldest.getKey(), oldest.getValue(), DnsObservation.ANSWER_NOT_SEEN, false);
    }

    @Override
    public void advance(Instant now) {
        while (!waiting.isEmpty()
                && Duration.between(waiting.values().iterator().next().at, now).compareTo(PATIENCE) > 0) {
            tellOldest();
        }
    }

    @Override
    public void finish() {
        while (!waiting.isEmpty()) {
            tellOldest();
        }
    }

    @Override
    public Sees sees() {
        return Sees.QUESTIONS;
    }

    @Override
    public @Nullable Instant lastAt() {
        return lastAt;
    }
}
