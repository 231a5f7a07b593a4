package io.curfew.policy.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** The published schema, the reader and the documentation say the same. */
final class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern YAML_BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private static final String DESIGN_EXAMPLE = """
            curfew: 1
            sites:
              - id: lisbon
                name: Home in Lisbon
                resolvers: [192.0.2.1]                     # the DNS servers that devices shall use
                timeServers: [192.0.2.1, "*.pool.ntp.org"] # names are matched through the DNS answers seen
                controllers: [hass]                        # who may command devices
                zones:
                  - { id: things,  subnets: [192.0.2.0/26],  vlans: [30] }
                  - { id: private, subnets: [192.0.2.64/26], vlans: [10], detail: aggregated }
                  - { id: guest,   subnets: [192.0.2.128/26], vlans: [20], detail: counts }
            devices:
              - { id: hass,   site: lisbon, mac: "02:00:00:00:00:10" }
              - { id: vacuum, site: lisbon, mac: "02:00:00:00:00:21", name: Robot vacuum, tags: [xiaomi, camera] }
            lists:
              - { id: trackers, file: lists/trackers.txt, format: hosts }      # hosts, domains, adblock
            rules:
              - id: things-stay-home
                subject: { zones: [things] }
                allow:
                  - { service: dns, transport: udp, to: resolvers }
                  - { service: ntp, to: timeServers }
                  - { from: controllers }                  # they may be asked, and answer
                severity: high
              - id: vacuum-needs-these
                subject: { devices: [vacuum] }
                allow:
                  - { to: [ot.io.mi.com, ott.io.mi.com], until: 2027-01-31, because: "stops obeying without them" }
              - id: no-trackers
                subject: { any: true }
                deny: [ { dns: lists/trackers } ]
                severity: low
              - id: camera-api-for-hass-only
                subject: { tags: [camera] }
                deny: [ { from: { not: controllers }, ports: [tcp/80, tcp/554] } ]
                severity: high
            """;

    private static JsonNode schemaTree() throws IOException {
        try (InputStream schema = Objects.requireNonNull(
                PolicyReader.class.getResourceAsStream("/io/curfew/policy/policy.schema.json"))) {
            return JSON.readTree(schema);
        }
    }

    private static Set<ValidationMessage> complaints(String yaml) throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schemaTree());
        Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return schema.validate(JSON.valueToTree(document));
    }

    static List<String> documentedPolicies() throws IOException {
        Matcher blocks = YAML_BLOCK.matcher(Files.readString(Path.of("..", "docs", "policy.md")));
        List<String> policies = new ArrayList<>();
        while (blocks.find()) {
            policies.add(blocks.group(1));
        }
        policies.add(DESIGN_EXAMPLE);
        return policies;
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void theSchemaKnowsTheKeysThatTheReaderKnows(Shape shape) throws IOException {
        JsonNode properties = schemaTree()
                .path("$defs")
                .path(shape.name().toLowerCase(Locale.ROOT))
                .path("properties");

        assertThat(properties.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(shape.keys());
    }

    @ParameterizedTest
    @MethodSource("documentedPolicies")
    void whatTheDocumentationShowsIsAcceptedByReaderAndSchema(String yaml) throws IOException {
        PolicyReading reading = PolicyReader.read(
                1,
                Map.of(
                        "policy.yaml",
                        yaml,
                        "lists/trackers.txt",
                        "0.0.0.0 tracker.example",
                        "lists/empty.txt",
                        "",
                        "mud/lamp.json",
                        MudReaderTest.file("", "")));

        assertThat(reading).isInstanceOf(PolicyReading.Accepted.class);
        assertThat(complaints(yaml)).isEmpty();
    }

    @Test
    void theDocumentationShowsPolicies() throws IOException {
        assertThat(documentedPolicies()).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("brokenPolicies")
    void whatTheReaderRefusesByItsFormTheSchemaRefusesToo(String yaml) throws IOException {
        assertThat(PolicyReader.read(1, Map.of("p.yaml", yaml))).isInstanceOf(PolicyReading.Refused.class);
        assertThat(complaints(yaml)).isNotEmpty();
    }

    static List<String> brokenPolicies() {
        String rule = "curfew: 1\nsites: [ { id: a } ]\nrules: [ { id: r, subject: { any: true }, allow: [ %s ] } ]";
        return List.of(
                "sites: [ { id: a } ]",
                "curfew: 2\nsites: [ { id: a } ]",
                "curfew: 1\nsites: [ { id: a, colour: red } ]",
                "curfew: 1\nsites: [ { id: A } ]",
                "curfew: 1\nsites: [ { id: a, zones: [ { id: z } ] } ]",
                "curfew: 1\nsites: [ { id: a, zones: [ { id: z, vlans: [0] } ] } ]",
                "curfew: 1\nsites: [ { id: a } ]\ndevices: [ { id: d } ]",
                "curfew: 1\nsites: [ { id: a } ]\nlists: [ { id: l, file: " + "f".repeat(513) + " } ]",
                "curfew: 1\nsites: [ { id: a } ]\nplaces: { country: " + "f".repeat(513) + " }",
                "curfew: 1\nsites: [ { id: a } ]\nplaces: { asn: " + "f".repeat(513) + " }",
                "curfew: 1\nsites: [ { id: a } ]\nrules: [ { id: r, subject: { any: true } } ]",
                rule.formatted("{ to: internet, from: internet }"),
                rule.formatted("{ to: nobody }"),
                rule.formatted("{ to: { country: Portugal } }"),
                rule.formatted("{ to: { asn: 0 } }"),
                "curfew: 1\nsites: [ { id: a, rules: [ { id: r, off: true, severity: low } ] } ]",
                "curfew: 1\nsites: [ { id: a, rules: [ { id: r, deny: [ { to: internet } ] } ] } ]",
                rule.formatted("{ dns: a.example }"),
                rule.formatted("{ transport: ip }"),
                rule.formatted("{ ports: http }"),
                rule.formatted("{ to: internet, until: tomorrow }"));
    }
}
