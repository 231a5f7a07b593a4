package io.curfew.sensor.configuration;

import io.curfew.events.IpAddress;
import io.curfew.sensor.configuration.ImportConfiguration.Dnstap;
import io.curfew.sensor.configuration.ImportConfiguration.Log;
import io.curfew.sensor.configuration.ImportConfiguration.Netflow;
import io.curfew.sensor.configuration.ImportConfiguration.Pihole;
import io.curfew.sensor.imports.pihole.PiholeSettings;

import java.util.stream.Collectors;

/** Writes the blocks of {@code imports} with every key that is in force. */
final class ImportWriter {
    private final StringBuilder text;

    ImportWriter(StringBuilder text) {
        this.text = text;
    }

    void write(ImportConfiguration one) {
        switch (one) {
            case Log log -> log(log);
            case Netflow netflow -> netflow(netflow);
            case Dnstap dnstap -> dnstap(dnstap);
            case Pihole pihole -> pihole(pihole.settings());
        }
    }

    private void log(Log log) {
        block(log.kind().text());
        String file = ConfigurationWriter.quoted(log.file().toString());
        switch (log.kind()) {
            case DNSMASQ, BIND -> {
                key("file", file);
                key("zone", log.zone().getId());
            }
            case ADGUARD -> key("file", file);
            // Which of Zeek's logs it is, the log says itself.
            case ZEEK -> key("conn", file);
        }
        if (log.server() != null) {
            key("server", ConfigurationWriter.quoted(log.server().toString()));
        }
        key("from", log.fromStart() ? "start" : "end");
    }

    private void netflow(Netflow netflow) {
        block("netflow");
        IpAddress address = IpAddress.of(netflow.listen().getAddress().getAddress());
        String host = address.isV6() ? "[" + address + "]" : address.toString();
        key("listen", ConfigurationWriter.quoted(host + ":" + netflow.listen().getPort()));
        if (!netflow.exporters().isEmpty()) {
            key(
                    "exporters",
                    netflow.exporters().stream()
                            .map(exporter -> ConfigurationWriter.quoted(exporter.toString()))
                            .collect(Collectors.joining(", ", "[", "]")));
        }
    }

    private void dnstap(Dnstap dnstap) {
        block("dnstap");
        key("socket", ConfigurationWriter.quoted(dnstap.socket().toString()));
        if (dnstap.server() != null) {
            key("server", ConfigurationWriter.quoted(dnstap.server().toString()));
        }
    }

    private void pihole(PiholeSettings settings) {
        block("pihole");
        key("url", ConfigurationWriter.quoted(settings.url().toString()));
        if (settings.passwordFile() != null) {
            key(
                    "passwordFile",
                    ConfigurationWriter.quoted(settings.passwordFile().toString()));
        }
        if (settings.server() != null) {
            key("server", ConfigurationWriter.quoted(settings.server().toString()));
        }
    }

    private void block(String kind) {
        text.append("  - ").append(kind).append(":\n");
    }

    private void key(String key, String value) {
        text.append("      ").append(key).append(": ").append(value).append('\n');
    }
}
