package io.curfew.collector.notify.carrier;

import io.curfew.collector.notify.Channel;
import io.curfew.collector.notify.Notice;
import io.curfew.events.SiteId;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes a message apart into topics: each change below its site, and for each site how many alerts are open, which the
 * broker keeps, with what Home Assistant must know to show that.
 */
final class MqttParts {
    private final Channel.Broker broker;
    private final NoticeJson json;

    /**
     * One thing to publish.
     *
     * @param topic where
     * @param octets what
     * @param isKept whether the broker keeps it for whoever comes later
     */
    @SuppressWarnings("ArrayRecordComponent") // lives for a moment, never compared
    record Part(String topic, byte[] octets, boolean isKept) {}

    /** What is open at a site. */
    private record State(int open) {}

    MqttParts(Channel.Broker broker, NoticeJson json) {
        this.broker = broker;
        this.json = json;
    }

    List<Part> of(Notice notice) {
        List<Part> parts = new ArrayList<>();
        if (notice.isTest()) {
            parts.add(new Part(broker.topic() + "/test", json.message(notice), false));
        }
        notice.changes()
                .forEach(change -> parts.add(new Part(
                        site(change.alert().site()) + "/alerts/"
                                + level(change.alert().id()),
                        json.change(change),
                        false)));
        notice.open().forEach((site, open) -> {
            parts.add(discovery(site, "sensor", "open", sensor(site)));
            parts.add(discovery(site, "binary_sensor", "violation", problem(site)));
            parts.add(new Part(state(site), json.octets(new State(open)), true));
        });
        return parts;
    }

    private String site(SiteId site) {
        return broker.topic() + "/" + site;
    }

    private String state(SiteId site) {
        return site(site) + "/state";
    }

    /** What may stand as one level of a topic. */
    private static String level(String id) {
        return id.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    private Part discovery(SiteId site, String component, String object, Map<String, Object> configuration) {
        String topic = broker.discovery() + "/" + component + "/curfew_" + site + "/" + object + "/config";
        return new Part(topic, json.octets(configuration), true);
    }

    private Map<String, Object> sensor(SiteId site) {
        Map<String, Object> sensor = entity(site, "open", "Open alerts", "{{ value_json.open }}");
        sensor.put("state_class", "measurement");
        sensor.put("icon", "mdi:shield-alert");
        return sensor;
    }

    private Map<String, Object> problem(SiteId site) {
        Map<String, Object> problem =
                entity(site, "violation", "Violation", "{{ 'ON' if value_json.open > 0 else 'OFF' }}");
        problem.put("device_class", "problem");
        return problem;
    }

    private Map<String, Object> entity(SiteId site, String object, String name, String template) {
        Map<String, Object> entity = new LinkedHashMap<>();
        entity.put("name", name);
        entity.put("unique_id", "curfew_" + site + "_" + object);
        entity.put("state_topic", state(site));
        entity.put("value_template", template);
        entity.put(
                "device",
                Map.of("identifiers", List.of("curfew_" + site), "name", "Curfew " + site, "model", "Curfew"));
        return entity;
    }
}
