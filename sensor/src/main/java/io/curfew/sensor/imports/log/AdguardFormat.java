package io.curfew.sensor.imports.log;

import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.dns.KeptMessage;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;

/** The query log of AdGuard Home: one JSON object a line, with the answer's own message in it. */
public final class AdguardFormat implements LogFormat {
    private static final int DNS_PORT = 53;
    private static final int DOT_PORT = 853;
    private static final int HTTPS_PORT = 443;
    private static final long MOST_NANOS = Duration.ofMinutes(10).toNanos();

    private final LogSettings settings;
    private final ObservationSink sink;
    private @Nullable Instant lastAt;

    public AdguardFormat(LogSettings settings, ObservationSink sink) {
        this.settings = settings;
        this.sink = sink;
    }

    /** True for a line that only AdGuard Home writes. */
    static boolean recognises(String line) {
        return line.startsWith("{\"") && line.contains("\"QH\":") && line.contains("\"QT\":");
    }

    @Override
    public LineReading line(String line) {
        JsonFields fields = JsonFields.of(line);
        if (fields == null) {
            return LineReading.BAD_JSON;
        }
        Instant at = LoggedTime.isoInstant(fields.text("T"), ZoneOffset.UTC);
        if (at == null) {
            return LineReading.BAD_TIME;
        }
        lastAt = at;
        IpAddress client = LoggedAddress.ip(fields.text("IP"));
        if (client == null) {
            return LineReading.BAD_ADDRESS;
        }
        DomainName name = LoggedName.of(fields.text("QH"));
        String type = LoggedType.of(fields.text("QT"));
        if (name == null || type == null || !fields.has("QH")) {
            return LineReading.BAD_NAME;
        }
        KeptMessage answer = message(fields.text("Answer"));
        if (answer == null && !fields.text("Answer").isEmpty()) {
            return LineReading.BAD_MESSAGE;
        }
        sink.accept(new DnsObservation(
                at,
                new Endpoint(null, client, 0),
                new Endpoint(null, settings.serverOrUnknown(), port(fields.text("CP"))),
                transport(fields.text("CP")),
                List.of(),
                answer == null ? 0 : answer.id(),
                name,
                type,
                answer == null ? null : answer.responseCode(),
                answer == null ? List.of() : answer.answers(),
                elapsed(fields.text("Elapsed")),
                isBlocked(fields) || (answer != null && answer.blocked())));
        return LineReading.UNDERSTOOD;
    }

    private static @Nullable KeptMessage message(String base64) {
        try {
            return base64.isEmpty()
                    ? null
                    : KeptMessage.read(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
    }

    /** Its reasons 3 to 6 and 8: a list, safe browsing, parental control, an invalid name, a blocked service. */
    private static boolean isBlocked(JsonFields fields) {
        return fields.text("Result.IsFiltered").equals("true")
                && switch (fields.text("Result.Reason")) {
                    case "3", "4", "5", "6", "8" -> true;
                    default -> false;
                };
    }

    private static int port(String clientProtocol) {
        return switch (clientProtocol) {
            case "dot", "doq" -> DOT_PORT;
            case "doh" -> HTTPS_PORT;
            default -> DNS_PORT;
        };
    }

    private static Transport transport(String clientProtocol) {
        return switch (clientProtocol) {
            case "dot", "doh" -> Transport.TCP;
            default -> Transport.UDP;
        };
    }

    private static @Nullable Duration elapsed(String nanos) {
        long number = 0;
        for (int index = 0; index < nanos.length(); index++) {
            int digit = nanos.charAt(index) - '0';
            if (digit < 0 || digit > 9 || number > MOST_NANOS) {
                return null;
            }
            number = number * 10 + digit;
        }
        return nanos.isEmpty() ? null : Duration.ofNanos(number);
    }

    @Override
    public void advance(Instant now) {
        // Each line is whole.
    }

    @Override
    public void finish() {
        // Each line is whole.
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
