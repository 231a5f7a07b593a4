package io.curfew.sensor.command;

import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.configuration.ImportConfiguration;
import io.curfew.sensor.configuration.SensorConfiguration;
import io.curfew.sensor.imports.FlowNumbers;
import io.curfew.sensor.imports.Import;
import io.curfew.sensor.imports.Imports;
import io.curfew.sensor.imports.listen.DnstapListener;
import io.curfew.sensor.imports.listen.ExportListener;
import io.curfew.sensor.imports.log.LogImport;
import io.curfew.sensor.imports.log.LogSettings;
import io.curfew.sensor.imports.pihole.PiholeImport;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes the imports that a configuration names. */
final class ImportFactory {
    private final Path folder;
    private final Clock clock;
    private final ObservationSink sink;
    private final FlowNumbers numbers = new FlowNumbers();

    private ImportFactory(Path folder, Clock clock, ObservationSink sink) {
        this.folder = folder;
        this.clock = clock;
        this.sink = sink;
    }

    /** @param sink takes observations from any thread */
    static Imports of(SensorConfiguration configuration, Clock clock, ObservationSink sink) {
        ImportFactory factory = new ImportFactory(configuration.state().resolve("imports"), clock, sink);
        List<Import> imports = new ArrayList<>();
        configuration.imports().forEach(one -> imports.addAll(factory.make(one)));
        return new Imports(imports);
    }

    private List<Import> make(ImportConfiguration one) {
        return switch (one) {
            case ImportConfiguration.Log log ->
                List.of(new LogImport(
                        log.kind(),
                        log.file(),
                        new LogSettings(log.zone(), log.server(), clock),
                        log.fromStart(),
                        folder,
                        clock,
                        numbers,
                        sink));
            case ImportConfiguration.Netflow netflow ->
                List.of(new ExportListener(netflow.listen(), Set.copyOf(netflow.exporters()), numbers, clock, sink));
            case ImportConfiguration.Dnstap dnstap ->
                List.of(new DnstapListener(dnstap.socket(), dnstap.server(), clock, sink));
            case ImportConfiguration.Pihole pihole -> List.of(new PiholeImport(pihole.settings(), clock, sink));
        };
    }
}
