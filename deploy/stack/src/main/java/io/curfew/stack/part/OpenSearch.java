package io.curfew.stack.part;

import io.curfew.stack.process.Launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The store of the view: one node. It knows no users, so it binds to loopback, whatever the others bind to. It compiles
 * in full: indexing is where this machine is busy.
 */
public record OpenSearch(Setting setting) implements Server {
    @Override
    public Part part() {
        return Part.OPENSEARCH;
    }

    @Override
    public String address() {
        return "http://" + Binding.LOOPBACK.address() + ":" + setting.ports().openSearch();
    }

    @Override
    public List<Part> needs() {
        return List.of();
    }

    @Override
    public void prepare() throws IOException {
        Path configuration = folder().resolve("node_1/config");
        Files.createDirectories(configuration);
        Files.writeString(
                configuration.resolve("log4j2.properties"),
                RollingLog.of(setting.state().log(part())));
    }

    @Override
    public Launch launch() {
        Path programs = setting.programs().openSearch();
        return new Launch(
                JavaCommand.of(
                        part(),
                        setting.state(),
                        List.of(
                                "-Xms128m",
                                "-Xmx512m",
                                "-cp",
                                programs.resolve("classes") + ":" + programs.resolve("lib") + "/*"),
                        List.of(
                                "io.curfew.server.opensearch.Node",
                                folder().toString(),
                                Binding.LOOPBACK.address(),
                                Integer.toString(setting.ports().openSearch()))),
                JavaCommand.marker(part(), setting.state()),
                Map.of(),
                folder(),
                setting.state().consoleLog(part()));
    }

    @Override
    public boolean answers() {
        return Probe.http(address() + "/_cluster/health?wait_for_status=yellow&timeout=1s");
    }

    private Path folder() {
        return setting.state().data(part());
    }
}
