package io.curfew.collector.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.Outcome;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Attempts;
import io.curfew.policy.Command;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceDay;
import io.curfew.policy.DeviceId;
import io.curfew.policy.DeviceKin;
import io.curfew.policy.DeviceMarks;
import io.curfew.policy.DeviceModel;
import io.curfew.policy.DeviceRemark;
import io.curfew.policy.Peer;
import io.curfew.policy.Severity;
import io.curfew.policy.Standing;
import io.curfew.policy.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CurfewJsonTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final DeviceId VACUUM = new DeviceId("vacuum");
    private static final MacAddress VACUUM_MAC = MacAddress.parse("02:00:00:00:00:21");
    private static final IpAddress VACUUM_IP = IpAddress.parse("192.0.2.21");
    private static final Peer VENDOR = new Peer(
            IpAddress.parse("203.0.113.7"), new DomainName("ot.example.org"), Peer.NameSource.ANSWER_TO_DEVICE);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456789Z");

    private final ObjectMapper mapper = CurfewJson.mapper();

    @Test
    void anAlertComesBackAsItWas() throws JsonProcessingException {
        Alert alert = alert();

        String json = mapper.writeValueAsString(alert);

        assertThat(mapper.readValue(json, Alert.class)).isEqualTo(alert);
    }

    @Test
    void anAlertOfAnEarlierVersionIsReadAndHasNoHistory() throws JsonProcessingException {
        ObjectNode json = mapper.valueToTree(alert());
        json.remove(List.of("notes", "history", "hours"));

        Alert alert = mapper.treeToValue(json, Alert.class);

        assertThat(alert.state()).isEqualTo(Alert.State.ACKNOWLEDGED);
        assertThat(alert.count()).isEqualTo(1);
        assertThat(alert.standing().history()).isEmpty();
        assertThat(alert.tally().hours()).isEmpty();
    }

    @Test
    void anAlertIsWrittenWithTextsThatPeopleCanRead() throws JsonProcessingException {
        String json = mapper.writeValueAsString(alert());

        assertThat(mapper.readTree(json)).isEqualTo(mapper.readTree("""
                {
                  "id": "a1", "site": "lisbon", "kind": "rule", "origin": "things-stay-home", "device": "vacuum",
                  "deviceName": "Robot vacuum", "mac": "02:00:00:00:00:21", "deviceIp": "192.0.2.21",
                  "peer": {"ip": "203.0.113.7", "name": "ot.example.org", "nameSource": "answer-to-device", "otherNames": []},
                  "service": "https", "severity": "high", "state": "acknowledged", "count": 1,
                  "outcomes": {"timed-out": 1}, "first": "2026-11-23T12:00:00.123456789Z",
                  "last": "2026-11-23T12:00:00.123456789Z", "policyVersion": 2, "ruleText": "", "initiatorCertain": true,
                  "what": "what", "why": "why", "advice": "advice",
                  "evidence": [
                    {"at": "2026-11-23T12:00:00.123456789Z", "sensor": "s1", "kind": "flow", "summary": "summary"}
                  ],
                  "acknowledgement": {"by": "olga", "at": "2026-11-23T12:00:00.123456789Z", "note": "known"},
                  "notes": [{"by": "olga", "at": "2026-11-23T12:00:00.123456789Z", "text": "known"}],
                  "history": [
                    {"at": "2026-11-23T12:00:00.123456789Z", "by": "", "turn": "opened"},
                    {"at": "2026-11-23T12:00:00.123456789Z", "by": "olga", "turn": "acknowledged"}
                  ],
                  "hours": [{"start": "2026-11-23T12:00:00Z", "outcomes": {"timed-out": 1}}]
                }
                """));
    }

    @Test
    void aDeviceComesBackAsItWas() throws JsonProcessingException {
        Device device = new Device(
                LISBON,
                VACUUM,
                "Robot vacuum",
                VACUUM_MAC,
                "Maker",
                true,
                List.of(VACUUM_IP),
                "things",
                List.of("xiaomi"),
                null,
                null,
                NOON,
                NOON,
                true,
                List.of(VACUUM_IP),
                List.of(),
                List.of(new Device.ServerUse(VACUUM_IP, true, false, 4, NOON)),
                List.of(),
                List.of(new Device.PeerUse(
                        VENDOR,
                        "https",
                        true,
                        1,
                        2,
                        3,
                        "violation",
                        null,
                        NOON,
                        Attempts.NONE.with(Outcome.REFUSED, 2),
                        NOON,
                        NOON)),
                List.of(new Device.NameUse(new DomainName("ot.example.org"), 1, "NOERROR", false, NOON)),
                List.of("things", "guest"),
                DeviceMarks.NONE
                        .withHostname("rockrobo")
                        .withAnnouncement(new DeviceMarks.Announced("mdns", "Vacuum", "_miio._udp", null))
                        .withInitialTtl(64),
                new DeviceModel("Vacuum", "it says so itself by mdns"),
                List.of(new DeviceKin(new DeviceId("02-00-00-00-00-99"), "guest", List.of("the same host name"))),
                List.of(new DeviceDay(LocalDate.of(2026, 11, 2), 1, 2, 3, new Attempts(1, 2, 3, 4))),
                new DeviceRemark("Robot", List.of("floor"), "olga", DeviceRemark.Trust.TRUSTED, "", List.of()));

        String json = mapper.writeValueAsString(device);

        assertThat(mapper.readValue(json, Device.class)).isEqualTo(device);
    }

    @Test
    void aCommandSaysWhichOneItIs() throws JsonProcessingException {
        Command command = new Command.Acknowledge(LISBON, "olga", NOON, "a1", "known");

        String json = mapper.writeValueAsString(command);

        assertThat(mapper.readTree(json).path("command").asText()).isEqualTo("acknowledge");
        assertThat(mapper.readValue(json, Command.class)).isEqualTo(command);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandSaysWhichItIsAndComesBackAsItWas(String name, Command command) throws JsonProcessingException {
        String json = mapper.writeValueAsString(command);

        assertThat(mapper.readTree(json).path("command").asText()).isEqualTo(name);
        assertThat(mapper.readValue(json, Command.class)).isEqualTo(command);
    }

    static List<Arguments> commands() {
        DeviceRemark remark = new DeviceRemark(
                "Robot vacuum",
                List.of("cleaning"),
                "olga",
                DeviceRemark.Trust.LIMITED,
                "Bought in 2024.",
                List.of(new DeviceRemark.Link("Manual", "https://example.org/manual")));
        return List.of(
                Arguments.of("unacknowledge", new Command.Unacknowledge(LISBON, "olga", NOON, "a1", "")),
                Arguments.of("mute", new Command.Mute(LISBON, "olga", NOON, "a1", NOON.plusSeconds(60), "")),
                Arguments.of("unmute", new Command.Unmute(LISBON, "olga", NOON, "a1", "")),
                Arguments.of("resolve", new Command.Resolve(LISBON, "olga", NOON, "a1", "gone")),
                Arguments.of("reopen", new Command.Reopen(LISBON, "olga", NOON, "a1", "")),
                Arguments.of("note", new Command.Note(LISBON, "olga", NOON, "a1", "odd")),
                Arguments.of("adopt", new Command.Adopt(LISBON, "olga", NOON, VACUUM, remark)),
                Arguments.of(
                        "invite",
                        new Command.Invite(LISBON, "olga", NOON, new SensorId("attic"), NOON.plusSeconds(1_800))),
                Arguments.of("enrol", new Command.Enrol(LISBON, "olga", NOON, new SensorId("attic"))),
                Arguments.of("revoke", new Command.Revoke(LISBON, "ada", NOON, new SensorId("attic"))));
    }

    @Test
    void whatAValueWorksOutIsNotWritten() throws JsonProcessingException {
        assertThat(mapper.writeValueAsString(new Named("x"))).isEqualTo("{\"name\":\"x\"}");
    }

    /** Jackson alone would take {@code short} for a second property. */
    record Named(String name) {
        public boolean isShort() {
            return name.length() < 3;
        }
    }

    @Test
    void aTextThatAValueRefusesIsAnInputError() {
        assertThatThrownBy(() -> mapper.readValue("\"Lisbon!\"", SiteId.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("Lisbon!");
    }

    @Test
    void aFieldOfANewerVersionIsPassedOver() throws JsonProcessingException {
        assertThat(mapper.readValue("{\"name\":\"x\",\"colour\":\"red\"}", Named.class))
                .isEqualTo(new Named("x"));
    }

    private static Alert alert() {
        return new Alert(
                "a1",
                LISBON,
                Alert.Kind.RULE,
                "things-stay-home",
                VACUUM,
                "Robot vacuum",
                VACUUM_MAC,
                VACUUM_IP,
                null,
                VENDOR,
                "https",
                Severity.HIGH,
                Standing.opened(NOON).acknowledged("olga", NOON, "known").noted("olga", NOON, "known"),
                new Tally(
                        1,
                        Map.of("timed-out", 1L),
                        NOON,
                        NOON,
                        List.of(new Tally.Hour(NOON.truncatedTo(ChronoUnit.HOURS), Map.of("timed-out", 1L)))),
                2,
                "",
                null,
                true,
                "what",
                "why",
                "advice",
                List.of(new Alert.Evidence(NOON, "s1", "flow", "summary")));
    }
}
