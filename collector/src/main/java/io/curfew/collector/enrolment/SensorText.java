package io.curfew.collector.enrolment;

import io.curfew.policy.language.Site;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the {@code sensor.yaml} of an invited sensor. It holds no secret. */
public final class SensorText {
    private final List<String> brokers;
    private final boolean isEncrypted;

    /**
     * @param brokers Kafka's addresses as sensors reach them
     * @param isEncrypted whether Kafka is spoken to by TLS
     */
    public SensorText(List<String> brokers, boolean isEncrypted) {
        this.brokers = List.copyOf(brokers);
        this.isEncrypted = isEncrypted;
    }

    /** @param site what the policy says of the site, whose privacy the sensor keeps; absent when it says nothing */
    public String of(Invitation invitation, @Nullable Site site) {
        String text = """
                # Made for this sensor by an invitation of %s. It holds no secret.
                site: %s
                sensor: %s
                source:
                  interface: %s
                kafka:
                  bootstrap: [%s]
                """.formatted(
                        comment(invitation.by()),
                        quoted(invitation.site().value()),
                        quoted(invitation.sensor().value()),
                        quoted(invitation.interfaceName()),
                        brokers.stream().map(SensorText::quoted).collect(Collectors.joining(", ")));
        String encryption = isEncrypted ? "  tls: {}\n" : "";
        String spool = "spool:\n  folder: /var/lib/curfew-sensor/spool\n";
        return text + encryption + spool + zones(site);
    }

    /** Where nothing is kept back, nothing needs to be said. */
    private static String zones(@Nullable Site site) {
        if (site == null || site.zones().stream().allMatch(zone -> zone.detail() == Site.Detail.FULL)) {
            return "";
        }
        return site.zones().stream().map(SensorText::zone).collect(Collectors.joining("", "zones:\n", ""));
    }

    private static String zone(Site.Zone zone) {
        String parts = Stream.of(
                        list("subnets", zone.subnets()),
                        list("vlans", zone.vlans()),
                        "detail: " + zone.detail().name().toLowerCase(Locale.ROOT))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return "  - { " + parts + " }\n";
    }

    private static String list(String key, List<?> values) {
        return values.isEmpty()
                ? ""
                : values.stream()
                        .map(value -> value instanceof Integer ? value.toString() : quoted(value.toString()))
                        .collect(Collectors.joining(", ", key + ": [", "]"));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** A user's name on one line. */
    private static String comment(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
