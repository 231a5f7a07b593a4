package io.curfew.sensor.imports.pihole;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.sensor.imports.log.JsonFields;
import io.curfew.sensor.imports.log.LoggedAddress;
import io.curfew.sensor.imports.log.LoggedName;
import io.curfew.sensor.imports.log.LoggedTime;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Answers of a Pi-hole's interface as entries, and its questions as observations. */
final class PiholeQuestions {
    private static final int DNS_PORT = 53;
    private static final int LONGEST_TYPE = 12;
    private static final Set<String> OF_QUESTION =
            Set.of("id", "time", "type", "status", "domain", "client.ip", "reply.type");
    private static final Set<String> OF_LEASE = Set.of("expires", "name", "hwaddr", "ip");

    private PiholeQuestions() {}

    /**
     * A part of a list.
     *
     * @param entries those that the answer holds
     * @param ofAll how many the whole list has, as the Pi-hole says; 0 when it does not
     */
    record Part(List<JsonFields> entries, int ofAll) {}

    /**
     * Questions of an answer, the newest first, {@code most} of them at most.
     *
     * @throws IOException when the answer is no JSON, or has none
     */
    static Part questions(String answer, int most) throws IOException {
        return part(answer, "queries", OF_QUESTION, most);
    }

    /**
     * Leases of an answer, {@code most} of them at most.
     *
     * @throws IOException when the answer is no JSON, or has none
     */
    static List<JsonFields> leases(String answer, int most) throws IOException {
        return part(answer, "leases", OF_LEASE, most).entries;
    }

    private static Part part(String answer, String name, Set<String> fields, int most) throws IOException {
        List<JsonFields> entries = new ArrayList<>();
        boolean found = false;
        int ofAll = 0;
        try (JsonParser json = new JsonFactory().createParser(answer)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("answers with no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals(name);
                JsonToken value = json.nextToken();
                if (value == JsonToken.VALUE_NUMBER_INT && json.currentName().equals("recordsFiltered")) {
                    ofAll = json.getValueAsInt();
                }
                if (!wanted || value != JsonToken.START_ARRAY) {
                    json.skipChildren();
                    continue;
                }
                found = true;
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    if (entries.size() == most) {
                        json.skipChildren();
                        continue;
                    }
                    int from = (int) json.currentTokenLocation().getCharOffset();
                    json.skipChildren();
                    int to = (int) json.currentLocation().getCharOffset();
                    JsonFields entry = JsonFields.of(answer.substring(from, to), fields);
                    if (entry != null) {
                        entries.add(entry);
                    }
                }
            }
        }
        if (!found) {
            throw new IOException("answers without \"" + name + '"');
        }
        return new Part(entries, ofAll);
    }

    /** True while its answer may still come. */
    static boolean isOpen(JsonFields entry) {
        return entry.text("status").equals("IN_PROGRESS");
    }

    /** The number that it has in the Pi-hole's database, where later ones have greater numbers; -1 when it has none. */
    static long number(JsonFields entry) {
        try {
            return Long.parseLong(entry.text("id"));
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    static @Nullable Instant at(JsonFields entry) {
        return LoggedTime.epoch(entry.text("time"));
    }

    /** Null when the entry makes no sense. */
    static @Nullable DnsObservation observation(JsonFields entry, IpAddress server) {
        Instant at = at(entry);
        IpAddress client = LoggedAddress.ip(entry.text("client.ip"));
        DomainName name = LoggedName.of(entry.text("domain"));
        String type = entry.text("type").toUpperCase(Locale.ROOT);
        if (at == null || client == null || name == null || type.isEmpty() || type.length() > LONGEST_TYPE) {
            return null;
        }
        boolean blocked = isBlocked(entry.text("status"));
        return new DnsObservation(
                at,
                new Endpoint(null, client, 0),
                new Endpoint(null, server, DNS_PORT),
                Transport.UDP,
                List.of(),
                0,
                name,
                type,
                responseCode(
                        entry.text("reply.type"),
                        blocked || entry.text("status").startsWith("CACHE")),
                List.of(),
                null,
                blocked);
    }

    /** As the Pi-hole itself counts. */
    private static boolean isBlocked(String status) {
        return switch (status) {
            case "GRAVITY", "REGEX", "DENYLIST", "GRAVITY_CNAME", "REGEX_CNAME", "DENYLIST_CNAME" -> true;
            case "SPECIAL_DOMAIN", "DBBUSY" -> true;
            default -> status.startsWith("EXTERNAL_BLOCKED");
        };
    }

    /** It tells of the answer what kind it was; null when there was none. */
    private static @Nullable String responseCode(String reply, boolean answeredAnyway) {
        return switch (reply) {
            case "NXDOMAIN", "SERVFAIL", "REFUSED" -> reply;
            case "NOTIMP" -> "NOTIMP";
            case "NODATA", "CNAME", "IP", "DOMAIN", "RRNAME", "OTHER", "DNSSEC", "BLOB" -> "NOERROR";
            default -> answeredAnyway ? DnsObservation.ANSWER_NOT_SEEN : null;
        };
    }
}
