package io.curfew.policy.language;

import java.util.List;

/** The mappings of the language and the keys that each knows; the published JSON Schema knows the same. */
enum Shape {
    DOCUMENT,
    SITE,
    ZONE,
    DEVICE,
    LIST,
    RULE,
    SUBJECT,
    ALLOW,
    DENY,
    SELECTOR,
    TUNING;

    /** Keys that the language is to have and that no reader knows yet. */
    static final List<String> LATER = List.of("country", "asn", "mud");

    List<String> keys() {
        return switch (this) {
            case DOCUMENT -> List.of("curfew", "sites", "devices", "lists", "rules", "detections");
            case SITE -> List.of("id", "name", "resolvers", "timeServers", "controllers", "gateway", "zones");
            case ZONE -> List.of("id", "subnets", "vlans", "detail");
            case DEVICE -> List.of("id", "site", "mac", "addresses", "name", "tags");
            case LIST -> List.of("id", "file", "format");
            case RULE -> List.of("id", "subject", "allow", "deny", "severity");
            case SUBJECT -> List.of("any", "sites", "zones", "devices", "tags");
            case ALLOW -> List.of("service", "transport", "ports", "to", "from", "until", "because");
            case DENY -> List.of("service", "transport", "ports", "to", "from", "dns", "until", "because");
            case TUNING -> List.of("id", "subject", "off", "severity", "thresholds");
            case SELECTOR -> List.of("zone", "device", "tag", "list", "not");
        };
    }
}
