package io.curfew.sensor.imports.log;

import io.curfew.events.DnsObservation;
import io.curfew.events.DnsObservation.Answer;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.sensor.ObservationSink;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The entries of {@code dns.log}: each is a question with its answer. */
final class ZeekQuestions {
    private static final int NETBIOS_PORT = 137;
    private static final int MDNS_PORT = 5_353;
    private static final int LLMNR_PORT = 5_355;
    private static final int ANY = 255;
    private static final long MOST_TTL_SECONDS = 0xffff_ffffL;

    private final ObservationSink sink;

    ZeekQuestions(ObservationSink sink) {
        this.sink = sink;
    }

    LineReading row(Instant asked, ZeekFields fields) {
        Transport transport = fields.text("proto").equals("tcp") ? Transport.TCP : Transport.UDP;
        Endpoint client = fields.end("orig", transport);
        Endpoint server = fields.end("resp", transport);
        if (client == null || server == null) {
            return LineReading.BAD_ADDRESS;
        }
        switch (server.port()) {
            // Devices talking of themselves: no question to a server.
            case NETBIOS_PORT, MDNS_PORT, LLMNR_PORT -> {
                return LineReading.UNDERSTOOD;
            }
            default -> {}
        }
        DomainName name = LoggedName.of(fields.text("query"));
        String type = type(fields);
        if (name == null) {
            return LineReading.BAD_NAME;
        }
        if (type == null) {
            // A connection on port 53 in which Zeek saw no question.
            return fields.text("query").isEmpty() ? LineReading.UNDERSTOOD : LineReading.BAD_NAME;
        }
        Duration timeToAnswer = fields.interval("rtt");
        String responseCode = responseCode(fields);
        List<Answer> answers = answers(name, type, fields);
        boolean unspecified = answers.stream()
                .anyMatch(answer ->
                        answer.data().equals("0.0.0.0") || answer.data().equals("::"));
        sink.accept(new DnsObservation(
                timeToAnswer == null ? asked : asked.plus(timeToAnswer),
                client,
                server,
                transport,
                fields.vlans(),
                (int) Math.min(65_535, fields.count("trans_id")),
                name,
                type,
                responseCode,
                answers,
                timeToAnswer,
                unspecified || "REFUSED".equals(responseCode)));
        return LineReading.UNDERSTOOD;
    }

    private static @Nullable String type(ZeekFields fields) {
        if (fields.count("qtype") == ANY) {
            return "ANY";
        }
        String name = LoggedType.of(fields.text("qtype_name"));
        if (name != null) {
            return name;
        }
        long number = fields.count("qtype");
        return number == 0 ? null : "TYPE" + Math.min(65_535, number);
    }

    private static @Nullable String responseCode(ZeekFields fields) {
        String name = LoggedType.of(fields.text("rcode_name"));
        if (name != null) {
            return name;
        }
        String number = fields.text("rcode");
        return number.isEmpty() ? null : number.equals("0") ? "NOERROR" : Long.toString(fields.count("rcode"));
    }

    /** Zeek writes the data of the records, with neither owner nor type: an alias leads to what follows it. */
    private static List<Answer> answers(DomainName asked, String questionType, ZeekFields fields) {
        List<String> values = fields.list("answers");
        List<String> lives = fields.list("TTLs");
        List<Answer> answers = new ArrayList<>(values.size());
        DomainName owner = asked;
        for (int index = 0; index < values.size(); index++) {
            long ttlSeconds = ttl(index < lives.size() ? lives.get(index) : "");
            String value = values.get(index);
            IpAddress address = LoggedAddress.ip(value);
            boolean wantsAddress = questionType.equals("A") || questionType.equals("AAAA");
            if (address != null && !questionType.equals("PTR")) {
                answers.add(new Answer(owner, address.isV6() ? "AAAA" : "A", address.toString(), ttlSeconds));
                continue;
            }
            DomainName target = wantsAddress ? LoggedName.of(value) : null;
            if (target != null) {
                answers.add(new Answer(owner, "CNAME", target.value(), ttlSeconds));
                owner = target;
            } else {
                answers.add(new Answer(owner, questionType, LoggedText.of(value), ttlSeconds));
            }
        }
        return answers;
    }

    private static long ttl(String text) {
        Duration life = ZeekFields.seconds(text);
        return life == null ? 0 : Math.min(MOST_TTL_SECONDS, life.toSeconds());
    }
}
