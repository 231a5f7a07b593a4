package io.curfew.policy.language;

import java.util.List;

/** The mappings of the language and the keys that each knows; the published JSON Schema knows the same. */
enum Shape {
    DOCUMENT,
    SITE,
    ZONE,
    DEVICE,
    LIST,
    PLACES,
    RULE,
    SITE_RULE,
    SUBJECT,
    ALLOW,
    DENY,
    SELECTOR,
    TUNING;

    List<String> keys() {
        return switch (this) {
            case DOCUMENT -> List.of("curfew", "sites", "devices", "lists", "places", "rules", "detections");
            case SITE ->
                List.of(
                        "id",
                        "name",
                        "timeZone",
                        "resolvers",
                        "timeServers",
                        "controllers",
                        "gateway",
                        "zones",
                        "rules");
            case ZONE -> List.of("id", "subnets", "vlans", "detail");
            case DEVICE -> List.of("id", "site", "mac", "addresses", "name", "tags");
            case LIST -> List.of("id", "file", "format");
            case PLACES -> List.of("country", "asn");
            case RULE -> List.of("id", "subject", "allow", "mud", "deny", "severity");
            case SITE_RULE -> List.of("id", "subject", "allow", "mud", "deny", "severity", "off");
            case SUBJECT -> List.of("any", "sites", "zones", "devices", "tags");
            case ALLOW -> List.of("service", "transport", "ports", "to", "from", "until", "because");
            case DENY -> List.of("service", "transport", "ports", "to", "from", "dns", "until", "because");
            case TUNING -> List.of("id", "subject", "off", "severity", "thresholds");
            case SELECTOR -> List.of("zone", "device", "tag", "list", "country", "asn", "not");
        };
    }
}
