package io.curfew.sensor.configuration;

import io.curfew.sensor.configuration.SensorConfiguration.Capture;
import io.curfew.sensor.configuration.SensorConfiguration.EncryptedDns;
import io.curfew.sensor.configuration.SensorConfiguration.Interface;
import io.curfew.sensor.configuration.SensorConfiguration.Limits;
import io.curfew.sensor.configuration.SensorConfiguration.Source;
import io.curfew.sensor.configuration.SensorConfiguration.SpoolFolder;
import io.curfew.sensor.configuration.SensorConfiguration.Tls;
import io.curfew.sensor.privacy.PrivateZone;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;

/** Writes a configuration as YAML with every key that is in force, defaults included; reading it gives it back. */
public final class ConfigurationWriter {
    private ConfigurationWriter() {}

    public static String write(SensorConfiguration configuration) {
        StringBuilder text = new StringBuilder();
        line(text, "site: " + configuration.site());
        line(text, "sensor: " + configuration.sensor());
        if (configuration.source() != null) {
            line(text, "source:");
            source(text, configuration.source());
        }
        if (!configuration.imports().isEmpty()) {
            line(text, "imports:");
            configuration.imports().forEach(new ImportWriter(text)::write);
        }
        line(text, "state: " + quoted(configuration.state().toString()));
        line(text, "kafka:");
        line(text, "  bootstrap:");
        configuration.kafka().bootstrap().forEach(broker -> line(text, "    - " + quoted(broker)));
        tls(text, configuration.kafka().tls());
        Path key = configuration.key();
        if (key != null) {
            line(text, "key: " + quoted(key.toString()));
        }
        zones(text, configuration.zones());
        SpoolFolder spool = configuration.spool();
        if (spool != null) {
            line(text, "spool:");
            line(text, "  folder: " + quoted(spool.folder().toString()));
            line(text, "  size: " + spool.size());
            line(text, "  age: " + TimeSpan.text(spool.age()));
        }
        line(text, "communityId:");
        line(text, "  seed: " + configuration.communityIdSeed());
        Limits limits = configuration.limits();
        line(text, "limits:");
        line(text, "  flows: " + limits.flows());
        line(text, "  dnsQuestions: " + limits.dnsQuestions());
        line(text, "  queue: " + limits.queue());
        Path encryptedDns = configuration.encryptedDns().file();
        String list = encryptedDns == null ? EncryptedDns.SHIPPED_NAME : quoted(encryptedDns.toString());
        line(text, "encryptedDns: " + list);
        return text.toString();
    }

    private static void zones(StringBuilder text, List<PrivateZone> zones) {
        if (zones.isEmpty()) {
            return;
        }
        line(text, "zones:");
        for (PrivateZone zone : zones) {
            line(
                    text,
                    "  - { subnets: "
                            + zone.subnets().stream()
                                    .map(subnet -> quoted(subnet.toString()))
                                    .toList()
                            + ", vlans: " + zone.vlans() + ", detail: "
                            + zone.detail().text() + " }");
        }
    }

    private static void source(StringBuilder text, Source source) {
        switch (source) {
            case Interface live -> {
                line(text, "  interface: " + quoted(live.name()));
                if (live.filter() != null) {
                    line(text, "  filter: " + quoted(live.filter()));
                }
                if (!live.ignored().isEmpty()) {
                    line(text, "  ignore:");
                    live.ignored().forEach(expression -> line(text, "    - " + quoted(expression)));
                }
                line(text, "  snapLength: " + live.snapLength());
            }
            case Capture capture -> {
                line(text, "  capture: " + quoted(capture.file().toString()));
                line(
                        text,
                        "  speed: "
                                + BigDecimal.valueOf(capture.speed())
                                        .stripTrailingZeros()
                                        .toPlainString());
            }
        }
    }

    private static void tls(StringBuilder text, @Nullable Tls tls) {
        if (tls == null) {
            return;
        }
        boolean isPlain = tls.authority() == null && tls.certificate() == null;
        line(text, isPlain ? "  tls: {}" : "  tls:");
        file(text, "authority", tls.authority());
        file(text, "certificate", tls.certificate());
        file(text, "key", tls.key());
    }

    /** The name of a file, never what is in it. */
    private static void file(StringBuilder text, String key, @Nullable Path file) {
        if (file != null) {
            line(text, "    " + key + ": " + quoted(file.toString()));
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    /** A text as YAML holds it, whatever is in it. */
    public static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
