package io.curfew.sensor.imports.log;

import io.curfew.events.DnsObservation;
import io.curfew.events.DnsObservation.Answer;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.imports.log.WaitingQuestions.Question;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs the questions of a dnsmasq log with their answers. An answer is a run of lines, one a record; the serial of
 * {@code log-queries=extra} or else the name says whose it is. Keeps at most {@value #MOST_WAITING} questions for 10 s
 * of the log's time, and the answers being read of at most {@value #MOST_PROCESSES} processes: the oldest makes room.
 */
final class DnsmasqQuestions {
    static final int MOST_WAITING = 4_096;
    static final int MOST_PROCESSES = 16;

    private static final int MOST_RECORDS = 512;
    private static final int LONGEST_DATA = 1_024;
    private static final int DNS_PORT = 53;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String NAME_ERROR = "NXDOMAIN";
    private static final String NO_DATA = "NODATA";

    private final ObservationSink sink;
    private final Endpoint server;
    /** Without a serial a client that asks again is one that repeats its question; with one its port tells. */
    private final WaitingQuestions waiting = new WaitingQuestions();

    private final Map<Integer, Reply> replies = new LinkedHashMap<>();

    /** The records of one answer, as far as they were read. */
    private static final class Reply {
        private final DomainName asked;
        private final long serial;
        private final boolean isLocal;
        private final List<Answer> answers = new ArrayList<>();
        private Instant at;
        private String type = "";
        private String responseCode = "NOERROR";
        private boolean blocked;
        private @Nullable DomainName aliased;
        private boolean complete;

        private Reply(DomainName asked, long serial, boolean isLocal, Instant at) {
            this.asked = asked;
            this.serial = serial;
            this.isLocal = isLocal;
            this.at = at;
        }
    }

    DnsmasqQuestions(IpAddress server, ObservationSink sink) {
        this.server = new Endpoint(null, server, DNS_PORT);
        this.sink = sink;
    }

    void ask(Instant at, int process, long serial, IpAddress client, int port, DomainName name, String type) {
        end(process);
        waiting.ask(new QuestionKey(client, port, name, type), at, process, serial);
        Question oldest = waiting.oldest();
        if (oldest != null && waiting.count() > MOST_WAITING) {
            giveUp(oldest);
        }
    }

    /** The question went to another server: what was found in the cache before that is no answer. */
    void forwarded(int process, String name) {
        Reply reply = replies.get(process);
        DomainName asked = LoggedName.of(name);
        if (reply != null && (reply.isLocal || reply.asked.equals(asked))) {
            replies.remove(process);
        } else {
            end(process);
        }
        if (asked != null) {
            waiting.forward(process, asked);
        }
    }

    /** One record of an answer. */
    void answer(Instant at, int process, long serial, DomainName name, String value, boolean isLocal, boolean blocks) {
        IpAddress reverse = LoggedAddress.ip(name.value());
        DomainName owner = reverse == null ? name : ReverseName.of(reverse);
        Reply reply = replies.get(process);
        if (reply == null || !continues(reply, serial, owner, value, isLocal)) {
            end(process);
            reply = new Reply(owner, serial, isLocal, at);
            if (replies.size() >= MOST_PROCESSES) {
                end(replies.keySet().iterator().next());
            }
            replies.put(process, reply);
        }
        reply.at = at;
        reply.blocked |= blocks;
        read(reply, owner, value, reverse != null);
    }

    private static boolean continues(Reply reply, long serial, DomainName owner, String value, boolean isLocal) {
        if (reply.complete || reply.serial != serial || reply.isLocal != isLocal) {
            return false;
        }
        if (reply.aliased != null) {
            return serial >= 0 || !owner.equals(reply.asked);
        }
        Answer last = reply.answers.isEmpty() ? null : reply.answers.getLast();
        if (last == null || !last.name().equals(owner)) {
            return false;
        }
        return serial >= 0 || reply.type.equals(type(value)) || value.startsWith("<");
    }

    private static void read(Reply reply, DomainName owner, String value, boolean isReverse) {
        if (reply.aliased != null) {
            reply.answers.add(new Answer(reply.aliased, "CNAME", owner.value(), 0));
            reply.aliased = null;
        }
        if (value.equals(NAME_ERROR)) {
            reply.responseCode = NAME_ERROR;
            reply.complete = true;
        } else if (value.startsWith(NO_DATA)) {
            reply.type = noDataType(value);
            reply.complete = true;
        } else if (owner.value().equals("error") || isRefusal(value)) {
            reply.responseCode = value.length() > 16 ? "SERVFAIL" : value;
            reply.complete = true;
        } else if (value.equals("<CNAME>")) {
            reply.aliased = owner;
        } else if (reply.answers.size() < MOST_RECORDS) {
            String type = isReverse ? "PTR" : type(value);
            reply.type = type;
            String data = value.startsWith("<") || value.length() > LONGEST_DATA ? "" : data(value);
            reply.answers.add(new Answer(owner, type, data, 0));
        }
    }

    private static boolean isRefusal(String value) {
        return value.equals("REFUSED") || value.equals("SERVFAIL") || value.equals("NOTIMP") || value.equals("FORMERR");
    }

    private static String noDataType(String value) {
        return switch (value) {
            case "NODATA-IPv4" -> "A";
            case "NODATA-IPv6" -> "AAAA";
            default -> "";
        };
    }

    /** The type that a value shows; empty when it does not. */
    private static String type(String value) {
        if (value.startsWith("<") && value.endsWith(">")) {
            String type = LoggedType.of(value.substring(1, value.length() - 1));
            return type == null ? "" : type;
        }
        IpAddress address = LoggedAddress.ip(value);
        if (address == null) {
            return "";
        }
        return address.isV6() ? "AAAA" : "A";
    }

    private static String data(String value) {
        IpAddress address = LoggedAddress.ip(value);
        return address == null ? LoggedText.of(value) : address.toString();
    }

    /** This question was asked again while the first waited: it got the same answer. */
    void duplicate(Instant at, int process, long serial) {
        Reply reply = replies.get(process);
        if (reply == null) {
            return;
        }
        for (Question question : waiting.ofSerial(process, serial)) {
            waiting.remove(question);
            tell(question, reply, at);
        }
    }

    /** A line that is neither question nor answer ends the answer that was being read. */
    void otherLine(int process) {
        end(process);
    }

    private void end(int process) {
        Reply reply = replies.remove(process);
        if (reply == null) {
            return;
        }
        if (reply.aliased != null) {
            reply.answers.add(new Answer(reply.aliased, "CNAME", "", 0));
            reply.aliased = null;
        }
        List<Question> answered = reply.serial >= 0 ? bySerial(process, reply.serial, reply) : byName(process, reply);
        for (Question question : answered) {
            waiting.remove(question);
            tell(question, reply, reply.at);
        }
    }

    private List<Question> bySerial(int process, long serial, Reply reply) {
        for (Question question : waiting.ofSerial(process, serial)) {
            boolean isAsked = question.key().name().equals(reply.asked)
                    || reply.asked.value().equals("error")
                    || reply.isLocal;
            if (isAsked) {
                return List.of(question);
            }
        }
        return List.of();
    }

    private List<Question> byName(int process, Reply reply) {
        // What has a type is about the name "error" itself.
        if (reply.asked.value().equals("error") && reply.type.isEmpty()) {
            return reply.isLocal ? waiting.last(process) : waiting.onlyForwarded(process);
        }
        // NXDOMAIN, NODATA and an alias that leads nowhere answer any type; a text answers none of addresses.
        boolean fitsAddresses = reply.complete || isAlias(reply);
        // One answer for all who asked the same; NXDOMAIN and NODATA do not tell the type, so the first one's counts.
        return reply.isLocal
                ? waiting.last(process, reply.asked, reply.type, fitsAddresses)
                : waiting.likeFirst(process, reply.asked, reply.type, fitsAddresses);
    }

    private static boolean isAlias(Reply reply) {
        return reply.answers.getLast().type().equals("CNAME");
    }

    private void tell(Question question, Reply reply, Instant at) {
        List<Answer> answers = new ArrayList<>(reply.answers.size());
        for (Answer answer : reply.answers) {
            // A text or a name does not say its type: it is the one that was asked for.
            answers.add(
                    answer.type().isEmpty()
                            ? new Answer(answer.name(), question.key().type(), answer.data(), answer.ttlSeconds())
                            : answer);
        }
        boolean refused = reply.responseCode.equals("REFUSED");
        boolean unspecified = answers.stream()
                .anyMatch(answer ->
                        answer.data().equals("0.0.0.0") || answer.data().equals("::"));
        sink.accept(observation(question, at, reply.responseCode, answers, reply.blocked || refused || unspecified));
    }

    private DnsObservation observation(
            Question question, Instant at, @Nullable String responseCode, List<Answer> answers, boolean blocked) {
        return new DnsObservation(
                at,
                new Endpoint(null, question.key().client(), question.key().port()),
                server,
                Transport.UDP,
                List.of(),
                0,
                question.key().name(),
                question.key().type(),
                responseCode,
                answers,
                null,
                blocked);
    }

    /** Reports the questions that have waited for too long. */
    void advance(Instant now) {
        for (Question oldest = waiting.oldest(); oldest != null; oldest = waiting.oldest()) {
            if (Duration.between(oldest.at(), now).compareTo(PATIENCE) <= 0) {
                return;
            }
            endAll();
            if (waiting.oldest() == oldest) {
                giveUp(oldest);
            }
        }
    }

    /** No line came: the answers that were being read are whole. */
    void quiet(Instant now) {
        endAll();
        advance(now);
    }

    private void endAll() {
        for (Integer process : List.copyOf(replies.keySet())) {
            end(process);
        }
    }

    private void giveUp(Question question) {
        waiting.remove(question);
        sink.accept(observation(question, question.at(), null, List.of(), false));
    }

    void finish() {
        endAll();
        for (Question oldest = waiting.oldest(); oldest != null; oldest = waiting.oldest()) {
            giveUp(oldest);
        }
    }
}
