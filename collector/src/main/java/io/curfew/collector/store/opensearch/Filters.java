package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.AlertQuery;
import io.curfew.collector.store.AuditQuery;
import io.curfew.collector.store.DeviceQuery;
import io.curfew.collector.store.HourTotal;
import io.curfew.collector.store.HoursScope;
import io.curfew.collector.store.Quarter;
import io.curfew.collector.store.SeenTimes;
import io.curfew.collector.store.ServicePorts;
import io.curfew.collector.store.TrafficQuery;
import io.curfew.collector.store.VisibleSites;
import io.curfew.events.IpAddress;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.Query;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns what people ask for into what OpenSearch is asked. The visible sites are always part of it. */
final class Filters {
    private static final String WORDS = "words";

    private Filters() {}

    static Query of(AlertQuery query) {
        List<Query> filters = new ArrayList<>();
        filters.add(visible("site", query.sites()));
        anyOf(filters, "zone", query.zones());
        exactly(filters, "device", query.device());
        String peer = query.peer();
        if (peer != null) {
            filters.add(otherEnd(peer));
        }
        anyOf(
                filters,
                "severity",
                query.severities().stream().map(Severity::text).toList());
        anyOf(filters, "state", query.states().stream().map(Filters::text).toList());
        Alert.Kind kind = query.kind();
        exactly(filters, "kind", kind == null ? null : text(kind));
        exactly(filters, "origin", query.origin());
        query.words().forEach(word -> filters.add(occurring(word)));
        return all(filters);
    }

    static Query of(DeviceQuery query) {
        List<Query> filters = new ArrayList<>();
        filters.add(visible("site", query.sites()));
        anyOf(filters, "zone", query.zones());
        query.words().forEach(word -> filters.add(occurring(word)));
        filters.add(of(query.seen()));
        return all(filters);
    }

    static Query of(SeenTimes seen) {
        List<Query> filters = new ArrayList<>();
        within(filters, "firstSeen", seen.firstSince(), null);
        within(filters, "lastSeen", seen.lastSince(), seen.lastBefore());
        return all(filters);
    }

    static Query of(AuditQuery query) {
        List<Query> filters = new ArrayList<>();
        filters.add(visible("site", query.sites()));
        exactly(filters, "by", query.by());
        anyOf(filters, "action", query.actions());
        within(filters, "at", query.from(), query.to());
        return all(filters);
    }

    static Query of(TrafficQuery query) {
        List<Query> filters = new ArrayList<>();
        filters.add(visible("curfew.site", query.sites()));
        DeviceId device = query.device();
        if (device != null) {
            filters.add(one(
                    List.of(term("curfew.device", device.value()), term("curfew.responder_device", device.value()))));
        }
        String peer = query.peer();
        if (peer != null) {
            filters.add(peer(peer));
        }
        String service = query.service();
        if (service != null) {
            filters.add(service(service));
        }
        String zone = query.zone();
        if (zone != null) {
            filters.addAll(
                    switch (zone) {
                        case Quarter.OUTSIDE -> List.of(without("curfew.device"));
                        case Quarter.NO_ZONE -> List.of(with("curfew.device"), without("curfew.zone"));
                        default -> List.of(with("curfew.device"), term("curfew.zone", zone));
                    });
        }
        exactly(filters, "curfew.verdict.rule", query.rule());
        exactly(filters, "curfew.verdict.result", query.result() == null ? null : text(query.result()));
        within(filters, "@timestamp", query.from(), query.to());
        return all(filters);
    }

    static Query of(HoursScope query) {
        List<Query> filters = new ArrayList<>();
        filters.add(visible("site", query.sites()));
        DeviceId device = query.device();
        if (device != null) {
            filters.add(one(List.of(term("device", device.value()), term("responderDevice", device.value()))));
        }
        exactly(filters, "peer", query.peer());
        exactly(filters, "act", text(query.act()));
        exactly(filters, "verdict", query.result() == null ? null : text(query.result()));
        exactly(filters, "service", query.service());
        exactly(filters, "rule", query.rule());
        if (query.zone() != null) {
            filters.addAll(begunFrom(query.zone()));
        }
        if (query.toZone() != null) {
            filters.addAll(asking(query.toZone()));
        }
        withinHours(filters, query.from(), query.to());
        return all(filters);
    }

    /** Totals of one aspect, which is all that the scope may name. */
    static Query ofTotals(HoursScope query, HourTotal.Aspect aspect) {
        List<Query> filters = new ArrayList<>();
        filters.add(visible("site", query.sites()));
        filters.add(term("aspect", text(aspect)));
        exactly(filters, "act", text(query.act()));
        exactly(filters, "service", query.service());
        exactly(filters, "rule", query.rule());
        exactly(filters, "zone", query.zone());
        exactly(filters, "toZone", query.toZone());
        withinHours(filters, query.from(), query.to());
        return all(filters);
    }

    private static Query service(String name) {
        List<Query> ports = ServicePorts.of(name).stream().map(Filters::ports).toList();
        return ports.isEmpty() ? Query.of(query -> query.matchNone(none -> none)) : one(ports);
    }

    private static Query ports(ServicePorts service) {
        Query transport = term("network.transport", service.transport().text());
        Query ports = Query.of(query -> query.range(range -> range.field("destination.port")
                .gte(JsonData.of(service.first()))
                .lte(JsonData.of(service.last()))));
        return service.isAll() ? transport : all(List.of(transport, ports));
    }

    /** As {@link Quarter#from} has it. */
    private static List<Query> begunFrom(String zone) {
        return switch (zone) {
            case Quarter.REST -> List.of(without("device"), without("peer"));
            case Quarter.OUTSIDE -> List.of(without("device"), with("peer"));
            case Quarter.NO_ZONE -> List.of(with("device"), without("zone"));
            default -> List.of(with("device"), term("zone", zone));
        };
    }

    /** As {@link Quarter#to} has it. */
    private static List<Query> asking(String zone) {
        return switch (zone) {
            case Quarter.REST -> List.of(without("peer"));
            case Quarter.OUTSIDE -> List.of(with("peer"), without("responderZone"), without("responderDevice"));
            case Quarter.NO_ZONE -> List.of(with("peer"), without("responderZone"), with("responderDevice"));
            default -> List.of(with("peer"), term("responderZone", zone));
        };
    }

    /** Things that have this field. */
    static Query with(String field) {
        return Query.of(query -> query.exists(exists -> exists.field(field)));
    }

    /** Things that lack this field. */
    static Query without(String field) {
        return Query.of(query -> query.bool(bool -> bool.mustNot(with(field))));
    }

    /** Things of visible sites only; nothing when none is visible. */
    static Query visible(String field, VisibleSites visible) {
        Optional<Set<SiteId>> named = visible.named();
        if (named.isEmpty()) {
            return Query.of(query -> query.matchAll(all -> all));
        }
        return terms(field, named.get());
    }

    static Query term(String field, String value) {
        return Query.of(query -> query.term(term -> term.field(field).value(FieldValue.of(value))));
    }

    static Query terms(String field, Collection<?> values) {
        List<FieldValue> wanted =
                values.stream().map(value -> FieldValue.of(value.toString())).toList();
        return Query.of(query -> query.terms(terms -> terms.field(field).terms(any -> any.value(wanted))));
    }

    static Query all(List<Query> filters) {
        return Query.of(query -> query.bool(bool -> bool.filter(filters)));
    }

    static Query one(List<Query> choices) {
        return Query.of(query -> query.bool(bool -> bool.should(choices).minimumShouldMatch("1")));
    }

    /** An enum constant as documents have it. */
    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name, else the address, as groups have it; empty for alerts that are about the device alone. */
    private static Query otherEnd(String peer) {
        if (!peer.isEmpty()) {
            return one(List.of(term("peer.name", peer.toLowerCase(Locale.ROOT)), term("peer.ip", peer)));
        }
        return Query.of(query -> query.bool(bool -> bool.mustNot(List.of(existing("peer.name"), existing("peer.ip")))));
    }

    private static Query existing(String field) {
        return Query.of(query -> query.exists(exists -> exists.field(field)));
    }

    private static Query peer(String peer) {
        if (isAddress(peer)) {
            return one(List.of(term("source.ip", peer), term("destination.ip", peer)));
        }
        return term("curfew.peer.name", peer.toLowerCase(Locale.ROOT));
    }

    private static boolean isAddress(String text) {
        try {
            IpAddress.parse(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Query occurring(String word) {
        String literal = word.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
        return Query.of(query -> query.wildcard(
                wildcard -> wildcard.field(WORDS).value("*" + literal + "*").caseInsensitive(true)));
    }

    private static void anyOf(List<Query> filters, String field, Collection<?> values) {
        if (!values.isEmpty()) {
            filters.add(terms(field, values));
        }
    }

    private static void exactly(List<Query> filters, String field, @Nullable Object value) {
        if (value != null) {
            filters.add(term(field, value.toString()));
        }
    }

    /**
     * Hours that begin within a span. They begin at full hours: asked from the next one on, the answer is the same, and
     * the question too all the hour long, so that OpenSearch may know the answer already.
     */
    private static void withinHours(List<Query> filters, @Nullable Instant from, @Nullable Instant to) {
        within(filters, "hour", nextFullHour(from), nextFullHour(to));
    }

    private static @Nullable Instant nextFullHour(@Nullable Instant at) {
        if (at == null) {
            return null;
        }
        Instant begun = at.truncatedTo(ChronoUnit.HOURS);
        return begun.equals(at) ? at : begun.plus(1, ChronoUnit.HOURS);
    }

    static void within(List<Query> filters, String field, @Nullable Instant from, @Nullable Instant to) {
        if (from != null) {
            filters.add(Query.of(
                    query -> query.range(range -> range.field(field).gte(JsonData.of(from.toString())))));
        }
        if (to != null) {
            filters.add(Query.of(
                    query -> query.range(range -> range.field(field).lt(JsonData.of(to.toString())))));
        }
    }
}
