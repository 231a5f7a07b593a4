package io.curfew.collector.notify.carrier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.notify.Change;
import io.curfew.collector.notify.Notice;
import io.curfew.collector.notify.Turn;
import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** Writes messages as JSON of a form that has a version: fields are only ever added to it. */
final class NoticeJson {
    private static final int VERSION = 1;

    private final Links links;
    private final ObjectMapper mapper = CurfewJson.mapper();

    /** A message. */
    record Message(int version, String channel, Instant at, boolean test, List<Item> changes, int more, long dropped) {}

    /** A change of one alert. */
    record Item(String id, Turn turn, Matter alert) {}

    /** An alert, without its evidence. */
    record Matter(
            String id,
            @Nullable String link,
            SiteId site,
            Alert.Kind kind,
            String origin,
            DeviceId device,
            String deviceName,
            @Nullable MacAddress mac,
            @Nullable IpAddress deviceIp,
            @Nullable String zone,
            @Nullable IpAddress peerIp,
            @Nullable DomainName peerName,
            @Nullable String service,
            Severity severity,
            Alert.State state,
            long count,
            Instant first,
            Instant last,
            String what,
            String why,
            String advice) {}

    NoticeJson(Links links) {
        this.links = links;
    }

    byte[] message(Notice notice) {
        return octets(new Message(
                VERSION,
                notice.channel(),
                notice.at(),
                notice.isTest(),
                notice.changes().stream().map(this::item).toList(),
                notice.more(),
                notice.dropped()));
    }

    byte[] change(Change change) {
        return octets(item(change));
    }

    byte[] octets(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("a message cannot be written as JSON", bug);
        }
    }

    private Item item(Change change) {
        return new Item(change.id(), change.turn(), matter(change.alert()));
    }

    private Matter matter(Alert alert) {
        Peer peer = alert.peer();
        return new Matter(
                alert.id(),
                links.of(alert),
                alert.site(),
                alert.kind(),
                alert.origin(),
                alert.device(),
                alert.deviceName(),
                alert.mac(),
                alert.deviceIp(),
                alert.zone(),
                peer == null ? null : peer.ip(),
                peer == null ? null : peer.name(),
                alert.service(),
                alert.severity(),
                alert.state(),
                alert.count(),
                alert.first(),
                alert.last(),
                alert.what(),
                alert.why(),
                alert.advice());
    }
}
